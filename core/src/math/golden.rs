//! The golden section search.

/// 1 / the golden ratio is what a step leaves of the interval.
const RATIO: f64 = 1.618_033_988_749_895;
/// Stop when the interval is narrower than this.
const NARROW: f64 = 1e-12;

/// Points that are asked for at once: the next one, and those of the two steps after it, whichever way they go.
pub(crate) const AHEAD: usize = 7;

/// The interval a to b and its inner points c and d, with the function's values there.
#[derive(Clone, Copy, Debug)]
struct Section {
    a: f64,
    b: f64,
    c: f64,
    d: f64,
    at_c: f64,
    at_d: f64,
}

impl Section {
    /// Drops the end on the worse side; the value at the new point is not known yet.
    fn step(self, left: bool) -> Self {
        let Self { a, b, c, d, at_c, at_d } = self;
        if left {
            Self { b: d, c: d - (d - a) / RATIO, d: c, at_c: f64::NAN, at_d: at_c, a }
        } else {
            Self { a: c, c: d, d: c + (b - c) / RATIO, at_c: at_d, at_d: f64::NAN, b }
        }
    }

    /// Whether the next step keeps the left side; none when the search is over.
    fn side(self) -> Option<bool> {
        let differ = self.at_c < self.at_d || self.at_d < self.at_c;
        (differ && (self.b - self.a).abs() >= NARROW).then_some(self.at_c < self.at_d)
    }
}

/// The least point of a function between two bounds, where the function has one valley only; else of some valley.
///
/// The path is that of statsforecast 2.1.1 (`golden_section_ses`), decision by decision: to a width of 1e-12, or until
/// two values are equal. `f` gives the values at several points, of which the search uses those that it comes by: a
/// filter waits for each observation's arithmetic before the next, so several points take little longer than one.
pub(crate) fn minimize(lower: f64, upper: f64, mut f: impl FnMut(&[f64; AHEAD]) -> [f64; AHEAD]) -> f64 {
    let (c, d) = (upper - (upper - lower) / RATIO, lower + (upper - lower) / RATIO);
    let [at_c, at_d, ..] = f(&[c, d, d, d, d, d, d]);
    let mut section = Section { a: lower, b: upper, c, d, at_c, at_d };
    while let Some(left) = section.side() {
        // A tree of sections: those after `k` are at 2k+1 and 2k+2.
        let mut tree = [section.step(left); AHEAD];
        for k in 1..AHEAD {
            tree[k] = tree[(k - 1) / 2].step(k % 2 == 1);
        }
        let mut points = [0.0; AHEAD];
        points[0] = if left { tree[0].c } else { tree[0].d };
        for k in 1..AHEAD {
            points[k] = if k % 2 == 1 { tree[k].c } else { tree[k].d };
        }
        let values = f(&points);
        let mut k = 0;
        while let Some(left) = section.side().filter(|_| k < AHEAD) {
            if k > 0 {
                // Which child was asked for is known only now.
                k += usize::from(!left);
            }
            section = section.step(left);
            if left {
                section.at_c = values[k]
            } else {
                section.at_d = values[k]
            }
            k = 2 * k + 1;
        }
    }
    (section.a + section.b) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(lower: f64, upper: f64, f: impl Fn(f64) -> f64) -> f64 {
        minimize(lower, upper, |x| x.map(&f))
    }

    /// One point at a time.
    fn plainly(lower: f64, upper: f64, f: impl Fn(f64) -> f64) -> f64 {
        let (c, d) = (upper - (upper - lower) / RATIO, lower + (upper - lower) / RATIO);
        let mut section = Section { a: lower, b: upper, c, d, at_c: f(c), at_d: f(d) };
        while let Some(left) = section.side() {
            section = section.step(left);
            if left { section.at_c = f(section.c) } else { section.at_d = f(section.d) }
        }
        (section.a + section.b) / 2.0
    }

    #[test]
    fn the_bottom_of_a_valley_or_an_end_is_found() {
        assert!((search(0.0, 1.0, |x| (x - 0.3) * (x - 0.3)) - 0.3).abs() < 1e-7);
        assert!((search(-2.0, 5.0, |x| (x - 1.5).abs()) - 1.5).abs() < 1e-11);
        assert!((search(0.1, 0.3, |x| x) - 0.1).abs() < 1e-11 && (search(0.1, 0.3, |x| -x) - 0.3).abs() < 1e-11);
    }

    #[test]
    fn equal_and_unknown_values_end_the_search() {
        assert_eq!(search(0.1, 0.3, |_| 7.0), 0.2);
        assert_eq!(search(0.1, 0.3, |_| f64::NAN), 0.2);
    }

    #[test]
    fn looking_ahead_changes_no_bit() {
        for k in 0..40 {
            let f = |x: f64| (x - 0.025 * f64::from(k)).abs() + 0.2 * x * x - 0.3 * x * x * x;
            assert_eq!(search(0.01, 0.99, f), plainly(0.01, 0.99, f), "{k}");
        }
    }
}
