//! The inverse of y + ln y.

use libm::{exp, log};

/// The y above 0 with y + ln y = x, to about a millionth of itself.
///
/// Source: Fritsch, Shafer and Crowley, Algorithm 443, Communications of the ACM 16, 1973: one step of fourth order, from
/// the series at infinity or a Padé approximation of the one at minus infinity.
#[inline]
pub(super) fn omega(x: f64) -> f64 {
    let start = if x > 1.0 {
        let log = log(x);
        x - log + log / x
    } else {
        let e = exp(x);
        let start = e * (1.0 + e * (4.0 / 3.0)) / (1.0 + e * (7.0 / 3.0 + e * (5.0 / 6.0)));
        if x < -3.0 {
            return start;
        }
        start
    };
    let rest = x - start - log(start);
    let one = 1.0 + start;
    let two = one * (one + rest / 1.5);
    start * (1.0 + rest * (two - 0.5 * rest) / (one * (two - rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_equation_holds() {
        for step in -600..20_000 {
            let x = f64::from(step) * 0.1;
            let y = omega(x);
            let exact = (0..50).fold(y, |y, _| y * (1.0 + x - log(y)) / (1.0 + y));
            assert!((y / exact - 1.0).abs() < 1e-6, "{x}: {y} and {exact}");
        }
    }
}
