//! A figure as SVG.

use super::axis::Axis;
use crate::data::TimeUnit;
use std::fmt::Write;

/// A line through points; a missing value breaks it.
pub(super) struct Line {
    pub(super) name: String,
    /// `None` for the observations.
    pub(super) colour: Option<usize>,
    pub(super) points: Vec<(i64, f64)>,
}

/// An interval: time, lower and upper bound.
pub(super) struct Band {
    pub(super) level: f64,
    pub(super) colour: usize,
    pub(super) points: Vec<(i64, f64, f64)>,
}

/// One coordinate system.
pub(super) struct Panel {
    pub(super) title: String,
    pub(super) lines: Vec<Line>,
    pub(super) bands: Vec<Band>,
}

/// Panels below each other.
pub(super) struct Figure {
    pub(super) panels: Vec<Panel>,
    pub(super) unit: Option<TimeUnit>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Okabe and Ito's colours, which the colour-blind can tell apart too.
const COLOURS: [&str; 7] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d31"];
const LEFT: f64 = 62.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 30.0;

const STYLE: &str = "svg{font:12px system-ui,sans-serif;color:#222;background:#fff}\
.grid{stroke:currentColor;stroke-opacity:.12}.axis{stroke:currentColor;stroke-opacity:.5}\
text{fill:currentColor}.title{font-weight:600}.line{fill:none;stroke-width:1.6;stroke-linejoin:round}\
.observed{stroke:currentColor}.band{stroke:none}\
@media(prefers-color-scheme:dark){svg{color:#ddd;background:#161616}}";

impl Figure {
    /// A page of HTML.
    pub(super) fn page(&self, title: &str) -> String {
        let heading = if title.is_empty() { "Kingpost" } else { title };
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n\
             <style>body{{margin:1rem}}svg{{max-width:100%;height:auto}}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
            escaped(heading),
            self.svg(title)
        )
    }

    /// An `<svg>` element.
    pub(super) fn svg(&self, title: &str) -> String {
        let head = if title.is_empty() { 0.0 } else { 32.0 };
        let (width, height) = (self.width, head + self.height * self.panels.len() as f64);
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" role=\"img\">\n<style>{STYLE}</style>\n"
        );
        if !title.is_empty() {
            let _ =
                writeln!(out, "<text class=\"title\" x=\"{LEFT}\" y=\"22\" font-size=\"16\">{}</text>", escaped(title));
        }
        for (number, panel) in self.panels.iter().enumerate() {
            let _ = writeln!(out, "<g transform=\"translate(0,{})\">", head + self.height * number as f64);
            self.panel(&mut out, panel);
            out.push_str("</g>\n");
        }
        out + "</svg>\n"
    }

    fn panel(&self, out: &mut String, panel: &Panel) {
        let _ = writeln!(out, "<text class=\"title\" x=\"{LEFT}\" y=\"18\">{}</text>", escaped(&panel.title));
        let values = panel.lines.iter().flat_map(|line| line.points.iter().map(|point| point.1));
        let bounds = panel.bands.iter().flat_map(|band| band.points.iter().flat_map(|point| [point.1, point.2]));
        let known: Vec<f64> = values.chain(bounds).filter(|value| value.is_finite()).collect();
        let ticks = panel.lines.iter().flat_map(|line| line.points.iter().map(|point| point.0));
        let (Some(first), Some(last), false) = (ticks.clone().min(), ticks.max(), known.is_empty()) else {
            let _ = writeln!(out, "<text x=\"{LEFT}\" y=\"{}\">no values</text>", TOP + 20.0);
            return;
        };
        let least = known.iter().copied().fold(f64::INFINITY, f64::min);
        let most = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let y = Axis::of_numbers(least, most, (self.height / 55.0) as usize);
        let x = Axis::of_times(first, last, self.unit, (self.width / 110.0) as usize);
        let place = Place { x: &x, y: &y, width: self.width, height: self.height };
        place.grid(out);
        for band in &panel.bands {
            place.band(out, band);
        }
        for line in &panel.lines {
            place.line(out, line);
        }
        self.legend(out, panel);
    }

    /// The names of the forecasts, from the right.
    fn legend(&self, out: &mut String, panel: &Panel) {
        let mut names: Vec<(String, &str)> = Vec::new();
        for line in &panel.lines {
            let Some(colour) = line.colour else { continue };
            let levels: Vec<String> = panel
                .bands
                .iter()
                .filter(|band| band.colour == colour)
                .map(|band| format!("{} %", band.level))
                .collect();
            let levels = if levels.is_empty() { String::new() } else { format!(" ({})", levels.join(", ")) };
            let entry = (line.name.clone() + &levels, COLOURS[colour % COLOURS.len()]);
            if !names.contains(&entry) {
                names.push(entry);
            }
        }
        let mut right = self.width - RIGHT;
        for (name, colour) in names.iter().rev() {
            // Letters of this size are about seven pixels wide.
            let length = 7.0 * name.chars().count() as f64;
            let (text, mark) = (right - length, right - length - 22.0);
            let _ = writeln!(
                out,
                "<path d=\"M{mark:.1} 14h16\" stroke=\"{colour}\" stroke-width=\"3\"/>\
                 <text x=\"{text:.1}\" y=\"18\">{}</text>",
                escaped(name)
            );
            right = mark - 14.0;
        }
    }
}

/// Where values are on the paper.
struct Place<'a> {
    x: &'a Axis,
    y: &'a Axis,
    width: f64,
    height: f64,
}

impl Place<'_> {
    fn x(&self, tick: f64) -> f64 {
        LEFT + (self.width - LEFT - RIGHT) * ((tick - self.x.low) / (self.x.high - self.x.low))
    }

    fn y(&self, value: f64) -> f64 {
        let bottom = self.height - BOTTOM;
        bottom - (bottom - TOP) * ((value - self.y.low) / (self.y.high - self.y.low))
    }

    fn grid(&self, out: &mut String) {
        let (right, bottom) = (self.width - RIGHT, self.height - BOTTOM);
        for (value, label) in &self.y.ticks {
            let y = self.y(*value);
            let _ = writeln!(
                out,
                "<path class=\"grid\" d=\"M{LEFT} {y:.1}H{right}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>",
                LEFT - 7.0,
                y + 4.0
            );
        }
        let _ = writeln!(out, "<path class=\"axis\" d=\"M{LEFT} {bottom}H{right}\"/>");
        for (tick, label) in &self.x.ticks {
            let x = self.x(*tick);
            let _ = writeln!(
                out,
                "<path class=\"axis\" d=\"M{x:.1} {bottom}v4\"/><text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{label}</text>",
                bottom + 18.0
            );
        }
    }

    fn line(&self, out: &mut String, line: &Line) {
        let mut path = String::new();
        for run in line.points.split(|(_, value)| !value.is_finite()) {
            for (at, &(tick, value)) in run.iter().enumerate() {
                let letter = if at == 0 { 'M' } else { 'L' };
                let _ = write!(path, "{letter}{:.1} {:.1}", self.x(tick as f64), self.y(value));
            }
            if let [(_, _)] = run {
                // A value between two gaps is a dot.
                path.push_str("h.1");
            }
        }
        let (class, colour) = match line.colour {
            None => ("line observed", String::new()),
            Some(colour) => ("line", format!(" stroke=\"{}\"", COLOURS[colour % COLOURS.len()])),
        };
        let _ = writeln!(out, "<path class=\"{class}\"{colour} d=\"{path}\"/>");
    }

    fn band(&self, out: &mut String, band: &Band) {
        let known: Vec<_> = band.points.iter().filter(|point| point.1.is_finite() && point.2.is_finite()).collect();
        let mut path = String::new();
        for (at, &&(tick, low, _)) in known.iter().enumerate() {
            let letter = if at == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{letter}{:.1} {:.1}", self.x(tick as f64), self.y(low));
        }
        for &&(tick, _, high) in known.iter().rev() {
            let _ = write!(path, "L{:.1} {:.1}", self.x(tick as f64), self.y(high));
        }
        let (colour, opacity) = (COLOURS[band.colour % COLOURS.len()], 0.16);
        let _ = writeln!(out, "<path class=\"band\" fill=\"{colour}\" fill-opacity=\"{opacity}\" d=\"{path}Z\"/>");
    }
}

/// Text that cannot be taken for markup; characters that XML has no place for become U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && c != '\t' => out.push('\u{fffd}'),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
