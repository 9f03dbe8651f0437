//! Special functions, from `libm` alone, so that every host gives the same bits.

use libm::{exp, lgamma, log, sqrt};

/// The standard normal distribution function.
#[cfg(test)]
fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}

/// The standard normal quantile: algorithm AS 241, PPND16 (Wichura 1988), relative error about 1e-16.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(r, &CENTRE);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    if tail <= 0.0 {
        return if tail < 0.0 || p.is_nan() { f64::NAN } else { q.signum() * f64::INFINITY };
    }
    let r = sqrt(-log(tail));
    let x = if r <= 5.0 { ratio(r - 1.6, &MIDDLE) } else { ratio(r - 5.0, &FAR) };
    if q < 0.0 { -x } else { x }
}

/// The derivative of the logarithm of the gamma function, for x above 0: up by ψ(x) = ψ(x + 1) - 1 / x to 10, then the
/// asymptotic series (Abramowitz and Stegun 6.3.5 and 6.3.18); error below 1e-14.
pub(crate) fn digamma(mut x: f64) -> f64 {
    let mut less = 0.0;
    while x < 10.0 {
        less += 1.0 / x;
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    // Bernoulli numbers B_2k / 2k.
    let series = [1.0 / 12.0, -1.0 / 120.0, 1.0 / 252.0, -1.0 / 240.0, 1.0 / 132.0, -691.0 / 32_760.0, 1.0 / 12.0];
    let sum = series.iter().rev().fold(0.0, |sum, term| (sum + term) * y);
    log(x) - 0.5 / x - sum - less
}

/// The chi-squared distribution function: the lower incomplete gamma function P(k / 2, x / 2), by its series below its
/// middle and Lentz's continued fraction above (Press et al., Numerical Recipes, 3rd edition, 6.2).
pub(crate) fn chi2_cdf(x: f64, degrees: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let (a, x) = (0.5 * degrees, 0.5 * x);
    let scale = exp(a * log(x) - x - lgamma(a));
    if x < a + 1.0 {
        let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
        while term > 1e-17 * sum {
            n += 1.0;
            term *= x / n;
            sum += term;
        }
        return scale * sum;
    }
    let mut b = x + 1.0 - a;
    let (mut c, mut d) = (1e300, 1.0 / b);
    let mut fraction = d;
    for n in 1..100_000 {
        let n = f64::from(n);
        let step = -n * (n - a);
        b += 2.0;
        d = 1.0 / (step * d + b);
        c = b + step / c;
        fraction *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    1.0 - scale * fraction
}

/// The quantile of the chi-squared distribution for p in 0..1, by halving the interval.
pub(crate) fn chi2_quantile(p: f64, degrees: f64) -> f64 {
    let (mut low, mut high) = (0.0, degrees + 10.0);
    while chi2_cdf(high, degrees) < p && high < 1e12 {
        (low, high) = (high, 2.0 * high);
    }
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if chi2_cdf(middle, degrees) < p { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// A ratio of two polynomials of degree 7, coefficients from the constant up.
fn ratio(x: f64, coefficients: &[[f64; 8]; 2]) -> f64 {
    let [above, below] = coefficients.map(|c| c.iter().rev().fold(0.0, |sum, c| sum * x + c));
    above / below
}

const CENTRE: [[f64; 8]; 2] = [
    [
        3.387_132_872_796_366_5,
        1.331_416_678_917_843_8e2,
        1.971_590_950_306_551_3e3,
        1.373_169_376_550_946e4,
        4.592_195_393_154_987e4,
        6.726_577_092_700_87e4,
        3.343_057_558_358_813e4,
        2.509_080_928_730_122_7e3,
    ],
    [
        1.0,
        4.231_333_070_160_091e1,
        6.871_870_074_920_579e2,
        5.394_196_021_424_751e3,
        2.121_379_430_158_659_7e4,
        3.930_789_580_009_271e4,
        2.872_908_573_572_194_3e4,
        5.226_495_278_852_854e3,
    ],
];
const MIDDLE: [[f64; 8]; 2] = [
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        2.417_807_251_774_506e-1,
        2.272_384_498_926_918_4e-2,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        6.897_673_349_851e-1,
        1.481_039_764_274_800_8e-1,
        1.519_866_656_361_645_7e-2,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
];
const FAR: [[f64; 8]; 2] = [
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        2.965_605_718_285_048_7e-1,
        2.653_218_952_657_612_4e-2,
        1.242_660_947_388_078_4e-3,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        5.998_322_065_558_88e-1,
        1.369_298_809_227_358e-1,
        1.487_536_129_085_061_5e-2,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digamma_is_that_of_tables() {
        // SciPy 1.17.1, scipy.special.digamma.
        for (x, expected) in [
            (1e-3, -1000.5755719318103),
            (0.1, -10.423754940411076),
            (1.0, -0.5772156649015329),
            (2.5, 0.7031566406452432),
            (9.99, 2.250700372831201),
            (123.4, 4.8113737751162775),
        ] {
            assert!((digamma(x) / expected - 1.0).abs() < 1e-13, "{x}: {} and {expected}", digamma(x));
        }
    }

    #[test]
    fn quantiles_of_a_printed_table() {
        // scipy 1.16 `scipy.stats.norm.ppf`.
        for (p, x) in [
            (0.975, 1.959_963_984_540_054),
            (0.9, 1.281_551_565_544_600_4),
            (0.5, 0.0),
            (1e-3, -3.090_232_306_167_813_5),
            (1e-20, -9.262_340_089_798_408),
        ] {
            assert!((normal_quantile(p) - x).abs() < 1e-14 * (1.0 + x.abs()), "{p}: {}", normal_quantile(p));
        }
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
        assert!(normal_quantile(1.5).is_nan());
    }

    #[test]
    fn chi_squared_is_scipys() {
        // scipy 1.16: chi2.ppf(0.975, k), chi2.ppf(0.55, k), chi2.cdf(x, k)
        for (degrees, upper, middle, x, share) in [
            (1.0, 5.02388618731489, 0.5706518620511887, 0.5, 0.5204998778130466),
            (3.0, 9.348403604496147, 2.6430052648182554, 4.0, 0.7385358700508888),
            (36.0, 54.43729363181322, 36.40082787598303, 30.0, 0.25114124792463116),
            (500.0, 563.8515293442852, 503.3146939376352, 510.0, 0.6312601781833672),
        ] {
            let near = |found: f64, wanted: f64| assert!((found / wanted - 1.0).abs() < 1e-11, "{found} {wanted}");
            near(chi2_quantile(0.975, degrees), upper);
            near(chi2_quantile(0.55, degrees), middle);
            near(chi2_cdf(x, degrees), share);
        }
    }

    #[test]
    fn the_cdf_undoes_the_quantile() {
        for k in 1..200 {
            let p = f64::from(k) / 200.0;
            assert!((normal_cdf(normal_quantile(p)) - p).abs() < 1e-15);
        }
    }
}
