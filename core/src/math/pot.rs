//! Peaks over a threshold: the generalised Pareto distribution of what lies above it.

use super::wide::wide;
use libm::{exp, log};

/// The shape and the scale of a generalised Pareto distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pareto {
    pub(crate) shape: f64,
    pub(crate) scale: f64,
}

impl Pareto {
    /// The most likely one for excesses above 0, by Grimshaw's reduction to one equation: where
    /// u(x) v(x) = 1 with u = mean of 1 / (1 + x y) and v = 1 + mean of log(1 + x y), the shape is v - 1 and the scale
    /// shape / x. Of several the one of the highest likelihood, with the exponential distribution among them; what is
    /// beyond a shape of -1, where the likelihood has no bound, does not count. `None` where no excess is above 0.
    pub(crate) fn fit(excesses: &[f64]) -> Option<Self> {
        let range = Range::of(excesses)?;
        let found = [false, true].map(|heavy| roots(excesses, &range.grid(heavy)));
        Some(best(excesses, &range, found.into_iter().flatten()))
    }

    /// [`Pareto::fit`] of excesses that have hardly changed since: the root next to the last one, or all of them where
    /// there is none.
    pub(crate) fn refit(self, excesses: &[f64]) -> Option<Self> {
        let range = Range::of(excesses)?;
        let last = self.shape / self.scale;
        let (from, to) = range.bounds(last > 0.0);
        if last == 0.0 || !last.is_finite() || from >= to {
            return Self::fit(excesses);
        }
        let mut step = 1.02;
        for _ in 0..5 {
            let (a, b) = ((last / step).clamp(from, to), (last * step).clamp(from, to));
            let (at_a, at_b) = (value(excesses, a), value(excesses, b));
            if at_a * at_b < 0.0 {
                return Some(best(excesses, &range, std::iter::once(between(excesses, (a, at_a), (b, at_b)))));
            }
            step *= step;
        }
        Self::fit(excesses)
    }

    fn log_likelihood(self, excesses: &[f64], mean: f64) -> f64 {
        let n = excesses.len() as f64;
        if self.shape.abs() < 1e-12 {
            return -n * (log(self.scale) + mean / self.scale);
        }
        let (_, logs) = means(excesses, self.shape / self.scale);
        -n * (log(self.scale) + (1.0 + 1.0 / self.shape) * logs)
    }
}

/// The most likely of the exponential distribution and those of the roots.
fn best(excesses: &[f64], range: &Range, roots: impl Iterator<Item = f64>) -> Pareto {
    let mut best = Pareto { shape: 0.0, scale: range.mean };
    let mut likelihood = best.log_likelihood(excesses, range.mean);
    for root in roots {
        let (_, shape) = means(excesses, root);
        let own = Pareto { shape, scale: shape / root };
        let value = own.log_likelihood(excesses, range.mean);
        if value > likelihood {
            (best, likelihood) = (own, value);
        }
    }
    best
}

/// What the roots of excesses lie between.
struct Range {
    least: f64,
    most: f64,
    mean: f64,
}

impl Range {
    fn of(excesses: &[f64]) -> Option<Self> {
        let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
        excesses.iter().for_each(|&y| (least, most) = (least.min(y), most.max(y)));
        let mean = excesses.iter().sum::<f64>() / excesses.len() as f64;
        (mean > 0.0 && mean.is_finite()).then_some(Self { least, most, mean })
    }

    /// Of tails that end, or of those that are heavy.
    fn bounds(&self, heavy: bool) -> (f64, f64) {
        let Self { least, most, mean } = *self;
        let small = 1e-8 / mean;
        if heavy {
            let far = if least > 0.0 { 2.0 * (mean - least) / (least * least) } else { 0.0 };
            (small, far.clamp(10.0 / mean, 1e6 / mean))
        } else {
            (-1.0 / most * (1.0 - 1e-8), -small)
        }
    }

    /// Where to look for changes of sign, ascending: geometric in |x|, and for tails that end also in 1 + x most, for a
    /// root lies near where the tail ends.
    fn grid(&self, heavy: bool) -> Vec<f64> {
        const STEPS: usize = 60;
        let (from, to) = self.bounds(heavy);
        if from >= to {
            return Vec::new();
        }
        let between = |a: f64, b: f64| {
            let (first, ratio) = (log(a), log(b) - log(a));
            (0..=STEPS).map(move |step| exp(first + ratio * step as f64 / STEPS as f64))
        };
        if heavy {
            return between(from, to).collect();
        }
        let near_the_end = between(1e-8, 0.9).map(|left| (left - 1.0) / self.most);
        let mut grid: Vec<f64> = between(-from, -to).map(|x| -x).chain(near_the_end).collect();
        grid.sort_unstable_by(f64::total_cmp);
        grid
    }
}

/// How many numbers go side by side, and how many of each lane are multiplied before one logarithm is taken: few enough
/// that the product of numbers from 1e-8 to 1e11 stays one.
const LANES: usize = 8;
const FACTORS: usize = 16;

/// The mean of 1 / (1 + x y), and that of log(1 + x y).
fn means(excesses: &[f64], x: f64) -> (f64, f64) {
    let (mut inverses, mut logs) = (0.0, 0.0);
    for part in excesses.chunks(LANES * FACTORS) {
        let (sums, products) = wide(
            #[inline(always)]
            || lanes(part, x),
        );
        inverses += sums.iter().sum::<f64>();
        logs += products.iter().map(|&product| log(product)).sum::<f64>();
    }
    let n = excesses.len() as f64;
    (inverses / n, logs / n)
}

#[inline(always)]
fn lanes(excesses: &[f64], x: f64) -> ([f64; LANES], [f64; LANES]) {
    let (mut sums, mut products) = ([0.0; LANES], [1.0; LANES]);
    let (whole, rest) = excesses.as_chunks::<LANES>();
    for part in whole {
        for lane in 0..LANES {
            let s = 1.0 + x * part[lane];
            sums[lane] += 1.0 / s;
            products[lane] *= s;
        }
    }
    for (lane, y) in rest.iter().enumerate() {
        let s = 1.0 + x * y;
        sums[lane] += 1.0 / s;
        products[lane] *= s;
    }
    (sums, products)
}

/// u v - 1.
fn value(excesses: &[f64], x: f64) -> f64 {
    let (u, log) = means(excesses, x);
    u * (1.0 + log) - 1.0
}

/// Where u v - 1 falls below 0 along an ascending grid, as it does where the likelihood is highest; then [`between`].
fn roots(excesses: &[f64], grid: &[f64]) -> Vec<f64> {
    let points: Vec<(f64, f64)> = grid.iter().map(|&x| (x, value(excesses, x))).collect();
    let falls = points.windows(2).filter(|pair| pair[0].1 > 0.0 && pair[1].1 < 0.0);
    falls.map(|pair| between(excesses, pair[0], pair[1])).collect()
}

/// The root between two numbers whose values have different signs: regula falsi, where the end that stays counts half
/// (Illinois).
fn between(excesses: &[f64], mut a: (f64, f64), mut b: (f64, f64)) -> f64 {
    for _ in 0..100 {
        if (b.0 - a.0).abs() <= 1e-13 * b.0.abs() {
            break;
        }
        let x = b.0 - b.1 * (b.0 - a.0) / (b.1 - a.1);
        let next = (x, value(excesses, x));
        if next.1 == 0.0 {
            return x;
        }
        if next.1 * b.1 < 0.0 {
            a = b
        } else {
            a.1 *= 0.5
        }
        b = next;
    }
    b.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use libm::pow;

    /// The excess that is passed with this chance, given that there is one.
    fn quantile(Pareto { shape, scale }: Pareto, chance: f64) -> f64 {
        scale / shape * (pow(chance, -shape) - 1.0)
    }

    #[test]
    fn the_fit_is_scipys() {
        // scipy 1.17: y = genpareto.ppf((np.arange(200) + .5) / 200, c, scale=2); genpareto.fit(y, floc=0)
        for (shape, expected) in [(0.3, (0.291_70, 2.012_14)), (-0.2, (-0.212_54, 2.022_19))] {
            let y: Vec<f64> = (0..200)
                .map(|at| quantile(Pareto { shape, scale: 2.0 }, 1.0 - (f64::from(at) + 0.5) / 200.0))
                .collect();
            let found = Pareto::fit(&y).unwrap();
            assert!((found.shape - expected.0).abs() < 1e-3 && (found.scale - expected.1).abs() < 2e-3, "{found:?}");
        }
    }

    #[test]
    fn nothing_is_more_likely() {
        // numpy 2.4.6: x = default_rng(77).exponential(size=1300)[:400], and what of it exceeds its .95 quantile; the
        // highest point of the profile likelihood on 12,000 places.
        let excesses = [
            0.239_293_397_747_259_55,
            0.487_326_977_816_494_8,
            0.263_647_764_347_783_5,
            3.573_124_826_793_794,
            1.475_544_817_539_584_2,
            1.349_744_080_642_218,
            2.287_220_254_742_853_5,
            0.245_660_862_774_052_64,
            0.626_113_339_571_494_6,
            1.180_518_509_854_124,
            2.974_406_377_783_46,
            2.364_365_585_207_931_7,
            3.031_585_523_798_589_6,
            0.148_116_281_820_442_45,
            1.487_916_936_096_149_7,
            0.315_598_076_755_500_67,
            0.509_751_251_49,
            2.136_749_720_683_227_3,
            0.021_308_731_088_321_764,
            0.082_440_681_364_852_61,
        ];
        let found = Pareto::fit(&excesses).unwrap();
        let mean = excesses.iter().sum::<f64>() / 20.0;
        assert!((found.shape + 0.402_4).abs() < 1e-4 && (found.scale - 1.807_8).abs() < 1e-4, "{found:?}");
        assert!((found.log_likelihood(&excesses, mean) + 23.794_135_2).abs() < 1e-6);
        let mut rng = crate::math::rng::Rng::new(9, 0);
        for kind in 0..4 {
            for n in [20, 20, 30, 50, 100, 500] {
                for _ in 0..5 {
                    let mut draw = || match kind {
                        0 => -log(rng.uniform().max(1e-300)),
                        1 => rng.normal().abs(),
                        2 => {
                            let squares: f64 = (0..4).map(|_| rng.normal()).map(|z| z * z).sum();
                            (rng.normal() / libm::sqrt(squares / 4.0)).abs()
                        }
                        _ => rng.uniform(),
                    };
                    let y: Vec<f64> = (0..n).map(|_| draw()).collect();
                    let range = Range::of(&y).unwrap();
                    let own = Pareto::fit(&y).unwrap().log_likelihood(&y, range.mean);
                    // The profile likelihood, -n (log(k / x) + k + 1), at many places, where it is higher than on both sides.
                    let places = |a: f64, b: f64| {
                        (0..=600).map(move |step| exp(log(a) + (log(b) - log(a)) * f64::from(step) / 600.0))
                    };
                    let mut grid: Vec<f64> = places(1e-8, 0.99).map(|left| (left - 1.0) / range.most).collect();
                    grid.extend(places(1e-4 / range.mean, 0.99 / range.most).map(|x| -x));
                    grid.extend(places(1e-4 / range.mean, 1e4 / range.mean));
                    grid.sort_by(f64::total_cmp);
                    let of = |&x: &f64| {
                        let k = y.iter().map(|y| libm::log1p(x * y)).sum::<f64>() / n as f64;
                        -(n as f64) * (log(k / x) + k + 1.0)
                    };
                    let profile: Vec<f64> = grid.iter().map(of).collect();
                    let tops = profile.windows(3).filter(|three| three[1] > three[0] && three[1] > three[2]);
                    let best = tops.map(|three| three[1]).fold(-(n as f64) * (log(range.mean) + 1.0), f64::max);
                    assert!(own > best - 1e-7, "{kind} {n}: {own} {best}");
                }
            }
        }
    }

    #[test]
    fn a_refit_is_the_fit() {
        let mut rng = crate::math::rng::Rng::new(5, 0);
        for shape in [-0.4, -0.1, 0.05, 0.5, 1.2] {
            let all: Vec<f64> = (0..1_200).map(|_| quantile(Pareto { shape, scale: 3.0 }, rng.uniform())).collect();
            let mut last = Pareto::fit(&all[..200]).unwrap();
            for start in 1..1_000 {
                let part = &all[start..start + 200];
                let fit = Pareto::fit(part).unwrap();
                last = last.refit(part).unwrap();
                let near = |a: f64, b: f64| (a - b).abs() < 1e-6 * (1.0 + b.abs());
                assert!(near(last.shape, fit.shape) && near(last.scale, fit.scale), "{shape}: {last:?} {fit:?}");
            }
        }
    }
}
