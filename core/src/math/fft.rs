//! Fourier transforms of series of any length.

use libm::{cos, sin};
use std::f64::consts::PI;

/// Numbers of two parts, as two arrays side by side.
#[derive(Clone, Debug)]
struct Complex {
    re: Vec<f64>,
    im: Vec<f64>,
}

impl Complex {
    fn zeros(n: usize) -> Self {
        Self { re: vec![0.0; n], im: vec![0.0; n] }
    }

    /// The product with other numbers, place by place.
    fn times(&mut self, other: &Self) {
        for at in 0..self.re.len() {
            let (re, im) = (self.re[at], self.im[at]);
            self.re[at] = re * other.re[at] - im * other.im[at];
            self.im[at] = re * other.im[at] + im * other.re[at];
        }
    }
}

/// The transform of a length that is a power of two (Cooley and Tukey, 1965), in place.
struct Radix {
    /// cos and sin of 2 pi k / n for k < n / 2.
    cos: Vec<f64>,
    sin: Vec<f64>,
}

impl Radix {
    fn new(n: usize) -> Self {
        let angle = |k: usize| 2.0 * PI * k as f64 / n as f64;
        Self { cos: (0..n / 2).map(|k| cos(angle(k))).collect(), sin: (0..n / 2).map(|k| -sin(angle(k))).collect() }
    }

    fn forward(&self, x: &mut Complex) {
        let n = x.re.len();
        let mut to = 0;
        for from in 1..n {
            let mut bit = n >> 1;
            while to & bit != 0 {
                to ^= bit;
                bit >>= 1;
            }
            to |= bit;
            if from < to {
                x.re.swap(from, to);
                x.im.swap(from, to);
            }
        }
        let mut half = 1;
        while half < n {
            let stride = n / (2 * half);
            for first in (0..n).step_by(2 * half) {
                for k in 0..half {
                    let (c, s) = (self.cos[k * stride], self.sin[k * stride]);
                    let (a, b) = (first + k, first + k + half);
                    let (re, im) = (x.re[b] * c - x.im[b] * s, x.re[b] * s + x.im[b] * c);
                    (x.re[b], x.im[b]) = (x.re[a] - re, x.im[a] - im);
                    x.re[a] += re;
                    x.im[a] += im;
                }
            }
            half *= 2;
        }
    }

    /// The inverse, but for the division by the length.
    fn backward(&self, x: &mut Complex) {
        x.im.iter_mut().for_each(|im| *im = -*im);
        self.forward(x);
        x.im.iter_mut().for_each(|im| *im = -*im);
    }
}

/// The transform of a length of any kind, as a convolution (Bluestein, 1970).
fn transform(values: &[f64]) -> Complex {
    let n = values.len();
    if n.is_power_of_two() {
        let mut x = Complex { re: values.to_vec(), im: vec![0.0; n] };
        Radix::new(n).forward(&mut x);
        return x;
    }
    // k² modulo 2n keeps the angles small and so exact.
    let mut chirp = Complex::zeros(n);
    for k in 0..n {
        let angle = PI * ((k as u128 * k as u128) % (2 * n as u128)) as f64 / n as f64;
        (chirp.re[k], chirp.im[k]) = (cos(angle), -sin(angle));
    }
    let long = (2 * n - 1).next_power_of_two();
    let radix = Radix::new(long);
    let (mut x, mut filter) = (Complex::zeros(long), Complex::zeros(long));
    for (k, value) in values.iter().enumerate() {
        (x.re[k], x.im[k]) = (value * chirp.re[k], value * chirp.im[k]);
        for at in [k, (long - k) % long] {
            (filter.re[at], filter.im[at]) = (chirp.re[k], -chirp.im[k]);
        }
    }
    radix.forward(&mut x);
    radix.forward(&mut filter);
    x.times(&filter);
    radix.backward(&mut x);
    for part in [&mut x.re, &mut x.im] {
        part.truncate(n);
        part.iter_mut().for_each(|value| *value /= long as f64);
    }
    x.times(&chirp);
    x
}

/// The squared size of each coefficient of the transform, for 0 to n / 2 cycles in n values; at least one value.
pub(crate) fn power(values: &[f64]) -> Vec<f64> {
    let x = transform(values);
    (0..=values.len() / 2).map(|k| x.re[k] * x.re[k] + x.im[k] * x.im[k]).collect()
}

/// The size of each coefficient of the transform; at least one value.
pub(crate) fn sizes(values: &[f64]) -> Vec<f64> {
    let x = transform(values);
    x.re.iter().zip(&x.im).map(|(re, im)| libm::hypot(*re, *im)).collect()
}

/// The sizes of the values that come back when each coefficient of the transform is multiplied by its factor.
pub(crate) fn filtered(values: &[f64], factors: &[f64]) -> Vec<f64> {
    let x = transform(values);
    let by = |part: &[f64], sign: f64| -> Vec<f64> { part.iter().zip(factors).map(|(x, f)| sign * x * f).collect() };
    // The inverse is the conjugate of the transform of the conjugate; real and imaginary part are transformed each.
    let (re, im) = (transform(&by(&x.re, 1.0)), transform(&by(&x.im, -1.0)));
    let n = values.len() as f64;
    (0..values.len()).map(|k| libm::hypot(re.re[k] - im.im[k], re.im[k] + im.re[k]) / n).collect()
}

/// The sums of products of values 0 to `lags` places apart; `lags` is less than the length.
pub(crate) fn products(values: &[f64], lags: usize) -> Vec<f64> {
    let n = (values.len() + lags).next_power_of_two();
    let mut x = Complex::zeros(n);
    x.re[..values.len()].copy_from_slice(values);
    let radix = Radix::new(n);
    radix.forward(&mut x);
    for at in 0..n {
        (x.re[at], x.im[at]) = (x.re[at] * x.re[at] + x.im[at] * x.im[at], 0.0);
    }
    radix.backward(&mut x);
    x.re[..=lags].iter().map(|value| value / n as f64).collect()
}

/// Compares series of one length at every shift.
pub(crate) struct Correlator {
    radix: Radix,
    length: usize,
    size: usize,
}

/// A series as a [`Correlator`] compares it.
pub(crate) struct Spectrum(Complex);

impl Correlator {
    /// For series of so many values; at least one.
    pub(crate) fn new(length: usize) -> Self {
        let size = (2 * length - 1).next_power_of_two();
        Self { radix: Radix::new(size), length, size }
    }

    pub(crate) fn spectrum(&self, values: &[f64]) -> Spectrum {
        let mut x = Complex::zeros(self.size);
        x.re[..self.length].copy_from_slice(values);
        self.radix.forward(&mut x);
        Spectrum(x)
    }

    /// The largest sum of products of a(t + shift) and b(t), and the least shift that has it.
    pub(crate) fn best(&self, a: &Spectrum, b: &Spectrum) -> (f64, isize) {
        let mut x = a.0.clone();
        for at in 0..self.size {
            let (re, im) = (x.re[at], x.im[at]);
            x.re[at] = re * b.0.re[at] + im * b.0.im[at];
            x.im[at] = im * b.0.re[at] - re * b.0.im[at];
        }
        self.radix.backward(&mut x);
        let most = self.length as isize - 1;
        let product = |shift: isize| x.re[shift.rem_euclid(self.size as isize) as usize] / self.size as f64;
        (-most..=most).fold((f64::NEG_INFINITY, 0), |best, shift| {
            let product = product(shift);
            if product > best.0 { (product, shift) } else { best }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(n: usize) -> Vec<f64> {
        (0..n).map(|t| ((t * 7919) % 23) as f64 - 11.0 + 0.1 * t as f64).collect()
    }

    #[test]
    fn power_is_that_of_the_definition() {
        for n in [1, 2, 3, 8, 12, 31, 100] {
            let x = values(n);
            for (k, power) in power(&x).into_iter().enumerate() {
                let part = |f: fn(f64) -> f64| -> f64 {
                    x.iter().enumerate().map(|(t, x)| x * f(2.0 * PI * (k * t % n) as f64 / n as f64)).sum()
                };
                let expected = part(cos) * part(cos) + part(sin) * part(sin);
                assert!((power - expected).abs() <= 1e-9 * (1.0 + expected), "{n} {k}: {power} {expected}");
            }
        }
    }

    #[test]
    fn filtering_by_one_gives_the_sizes_back() {
        for n in [1, 2, 12, 31, 64] {
            let x = values(n);
            for (x, found) in x.iter().zip(filtered(&x, &vec![1.0; n])) {
                assert!((x.abs() - found).abs() < 1e-9, "{n}: {x} {found}");
            }
            for (size, power) in sizes(&x).iter().zip(power(&x)) {
                assert!((size * size - power).abs() <= 1e-9 * (1.0 + power));
            }
        }
    }

    #[test]
    fn products_are_those_of_the_definition() {
        let x = values(37);
        for (lag, product) in products(&x, 36).into_iter().enumerate() {
            let expected: f64 = x[lag..].iter().zip(&x).map(|(a, b)| a * b).sum();
            assert!((product - expected).abs() < 1e-9, "{lag}: {product} {expected}");
        }
    }

    #[test]
    fn the_best_shift_is_that_of_the_definition() {
        for n in [1, 2, 9, 16, 37] {
            let (a, mut b) = (values(n), values(n));
            b.rotate_left(n / 3);
            let correlator = Correlator::new(n);
            let found = correlator.best(&correlator.spectrum(&a), &correlator.spectrum(&b));
            let product = |shift: isize| -> f64 {
                let pairs = (0..n).filter_map(|t| Some((a.get(t.checked_add_signed(shift)?)?, b[t])));
                pairs.map(|(a, b)| a * b).sum()
            };
            let expected = (1 - n as isize..n as isize).map(product).fold(f64::NEG_INFINITY, f64::max);
            assert!((found.0 - expected).abs() < 1e-9 && (product(found.1) - expected).abs() < 1e-9, "{n}: {found:?}");
        }
    }
}
