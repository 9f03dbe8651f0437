//! What must be on the machine, and how to get it where it is not.

use crate::steps::Outcome;
use std::process::Command;

struct Tool {
    name: &'static str,
    args: &'static [&'static str],
    /// The lowest version, as the numbers that the tool prints first.
    least: (u32, u32),
    how: &'static str,
}

const TOOLS: &[Tool] = &[
    Tool { name: "cargo", args: &["--version"], least: (1, 95), how: "https://rustup.rs" },
    Tool { name: "cc", args: &["--version"], least: (0, 0), how: "Debian: apt-get install build-essential" },
    Tool { name: "python3", args: &["--version"], least: (3, 10), how: "Debian: apt-get install python3 python3-venv" },
    Tool { name: "node", args: &["--version"], least: (20, 0), how: "https://nodejs.org, version 20 or later" },
    Tool { name: "npm", args: &["--version"], least: (9, 0), how: "comes with Node" },
    Tool { name: "javac", args: &["-version"], least: (17, 0), how: "Debian: apt-get install openjdk-17-jdk-headless" },
    Tool { name: "mvn", args: &["--version"], least: (3, 6), how: "Debian: apt-get install maven" },
];

/// Names every tool that is missing or too old, all at once.
pub(crate) fn check() -> Outcome {
    let missing: Vec<String> = TOOLS.iter().filter_map(complaint).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("please install:\n  {}", missing.join("\n  "))) }
}

fn complaint(tool: &Tool) -> Option<String> {
    let Ok(output) = Command::new(tool.name).args(tool.args).output() else {
        return Some(format!("{}: not found. {}", tool.name, tool.how));
    };
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    match version(&text) {
        Some(found) if found < tool.least => {
            let (found, least) = (format!("{}.{}", found.0, found.1), format!("{}.{}", tool.least.0, tool.least.1));
            Some(format!("{}: {found} is too old, {least} is needed. {}", tool.name, tool.how))
        }
        _ => None,
    }
}

/// The first two numbers that are joined by a point.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|word| word.contains('.'));
    let mut parts = numbers.find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_tools_print() {
        assert_eq!(version("cargo 1.95.0 (f2d3ce0bd 2026-03-21)"), Some((1, 95)));
        assert_eq!(version("v20.20.2"), Some((20, 20)));
        assert_eq!(version("javac 17.0.15"), Some((17, 0)));
        assert_eq!(version("\u{1b}[1mApache Maven 3.8.7\u{1b}[m"), Some((3, 8)));
        assert_eq!(version("no number"), None);
    }

    #[test]
    fn a_missing_tool_is_named_with_how_to_get_it() {
        let tool = Tool { name: "no-such-tool", args: &[], least: (1, 0), how: "ask" };
        assert_eq!(complaint(&tool).unwrap(), "no-such-tool: not found. ask");
        let tool = Tool { name: "cargo", args: &["--version"], least: (999, 0), how: "wait" };
        assert!(complaint(&tool).unwrap().contains("is too old, 999.0 is needed. wait"));
    }
}
