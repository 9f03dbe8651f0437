//! Student's t distribution.

use libm::{exp, fabs, lgamma, log};

/// The share of the beta distribution below x (DLMF 8.17.22), by Lentz's continued fraction.
fn beta_below(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta_below(b, a, 1.0 - x);
    }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1.0 - x)) / a;
    let away = |value: f64| if fabs(value) < 1e-300 { 1e-300 } else { value };
    let (mut c, mut d) = (1.0, 1.0 / away(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = d;
    for m in 1..500 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut last = 1.0;
        for term in [even, odd] {
            d = 1.0 / away(1.0 + term * d);
            c = away(1.0 + term / c);
            last = c * d;
            fraction *= last;
        }
        if fabs(last - 1.0) < 1e-16 {
            break;
        }
    }
    front * fraction
}

/// The chance of a value above t, for t of at least 0.
fn above(t: f64, freedom: f64) -> f64 {
    0.5 * beta_below(freedom / 2.0, 0.5, freedom / (freedom + t * t))
}

/// The t that is passed with a chance of at most a half; freedom is above 0.
pub(crate) fn upper_quantile(chance: f64, freedom: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    while above(high, freedom) > chance && high < 1e150 {
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if above(middle, freedom) > chance { low = middle } else { high = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    #[test]
    fn quantiles_are_scipys() {
        // scipy 1.17: stats.t.isf
        for (chance, freedom, expected) in SCIPY {
            let found = super::upper_quantile(chance, freedom);
            assert!((found / expected - 1.0).abs() < 1e-10, "{chance} {freedom}: {found} {expected}");
        }
    }

    const SCIPY: [(f64, f64, f64); 5] = [
        (0.025, 1.0, 12.706204736174705),
        (0.025, 10.0, 2.2281388519862753),
        (0.0001, 30.0, 4.233985957272021),
        (5e-07, 2000.0, 4.906922365432623),
        (0.0005, 3.0, 12.923978636687481),
    ];
}
