//! IEEE 754 for the length of a call.

use std::arch::asm;

/// Round to nearest and keep denormals until dropped, whatever mode the host's thread was in.
///
/// Libraries built with `-ffast-math` switch flush-to-zero on for every thread that loads them; without this guard a
/// model would give other numbers beside such a library.
#[derive(Debug)]
pub struct FloatGuard {
    saved: Mode,
}

#[cfg(target_arch = "x86_64")]
type Mode = u32;
#[cfg(not(target_arch = "x86_64"))]
type Mode = u64;

/// All exceptions masked, round to nearest, no flush-to-zero, no denormals-are-zero.
#[cfg(target_arch = "x86_64")]
const IEEE: Mode = 0x1f80;
#[cfg(not(target_arch = "x86_64"))]
const IEEE: Mode = 0;

impl FloatGuard {
    /// Switches to IEEE 754.
    #[must_use]
    pub fn new() -> Self {
        let saved = mode();
        set_mode(IEEE);
        Self { saved }
    }
}

impl Default for FloatGuard {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for FloatGuard {
    fn drop(&mut self) {
        set_mode(self.saved);
    }
}

#[cfg(target_arch = "x86_64")]
fn mode() -> Mode {
    let mut mode: Mode = 0;
    // SAFETY: stores MXCSR into the four bytes of `mode`; every x86-64 CPU has the register.
    unsafe { asm!("stmxcsr [{}]", in(reg) &raw mut mode, options(nostack, preserves_flags)) };
    mode
}

#[cfg(target_arch = "x86_64")]
fn set_mode(mode: Mode) {
    // SAFETY: loads MXCSR with a value read from it or with IEEE, which sets no reserved bit.
    unsafe { asm!("ldmxcsr [{}]", in(reg) &raw const mode, options(nostack, preserves_flags, readonly)) };
}

#[cfg(target_arch = "aarch64")]
fn mode() -> Mode {
    let mode: Mode;
    // SAFETY: reads FPCR, which user code may read.
    unsafe { asm!("mrs {}, fpcr", out(reg) mode, options(nomem, nostack, preserves_flags)) };
    mode
}

#[cfg(target_arch = "aarch64")]
fn set_mode(mode: Mode) {
    // SAFETY: writes FPCR with a value read from it or with 0, the architecture's default.
    unsafe { asm!("msr fpcr, {}", in(reg) mode, options(nomem, nostack, preserves_flags)) };
}

/// Whether the smallest numbers are kept in this thread.
pub fn denormals_survive() -> bool {
    let smallest = std::hint::black_box(f64::MIN_POSITIVE);
    std::hint::black_box(smallest / 4.0) != 0.0
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use super::*;

    #[test]
    fn a_flushing_thread_keeps_denormals_inside_and_flushes_again_outside() {
        let before = mode();
        set_mode(before | 0x8040);
        assert!(!denormals_survive());
        {
            let _guard = FloatGuard::new();
            assert!(denormals_survive());
        }
        assert!(!denormals_survive());
        set_mode(before);
    }
}
