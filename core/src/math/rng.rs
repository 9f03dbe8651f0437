//! Random numbers that depend on a seed and a place, never on the order in which threads come to them.

use std::collections::HashSet;

/// A stream of random numbers: SplitMix64 (Steele, Lea and Flood 2014), whose n-th number is a function of seed and n.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rng {
    state: u64,
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Rng {
    /// The stream `place` of a seed: tree 17, series "A" (by [`hash`]), row 3.
    pub(crate) fn new(seed: u64, place: u64) -> Self {
        Self { state: mix(mix(seed.wrapping_add(GOLDEN)) ^ mix(place.wrapping_mul(GOLDEN).wrapping_add(1))) }
    }

    /// Goes on from a state that [`Rng::state`] gave.
    pub(crate) fn from_state(state: u64) -> Self {
        Self { state }
    }

    /// What a saved stream needs to go on.
    pub(crate) fn state(&self) -> u64 {
        self.state
    }

    /// 64 random bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// Uniform in [0, 1), in steps of 2^-53.
    pub(crate) fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Uniform in 0..n, without bias (Lemire 2019).
    pub(crate) fn below(&mut self, n: usize) -> usize {
        let n = n.max(1) as u64;
        loop {
            let product = u128::from(self.next()) * u128::from(n);
            if product as u64 >= n.wrapping_neg() % n {
                return (product >> 64) as usize;
            }
        }
    }

    /// Standard normal, by inversion: one number in, one out.
    pub(crate) fn normal(&mut self) -> f64 {
        super::special::normal_quantile(self.uniform() + 0.5 / (1u64 << 53) as f64)
    }

    /// `k` different numbers of 0..n in random order: Floyd's choice (Bentley 1987) where they are few, so that a handful
    /// of a million costs a handful; a shuffle otherwise.
    pub(crate) fn sample(&mut self, n: usize, k: usize) -> Vec<usize> {
        let k = k.min(n);
        let few = k < n / 8;
        let mut pool = if few { self.choice(n, k) } else { (0..n).collect() };
        let size = pool.len();
        for chosen in 0..k {
            let other = chosen + self.below(size - chosen);
            pool.swap(chosen, other);
        }
        pool.truncate(k);
        pool
    }

    /// `k` different numbers of 0..n; which they are is random, their order is not.
    fn choice(&mut self, n: usize, k: usize) -> Vec<usize> {
        let mut known = HashSet::with_capacity(k);
        let mut chosen = Vec::with_capacity(k);
        for last in n - k..n {
            let drawn = self.below(last + 1);
            let new = if known.insert(drawn) { drawn } else { last };
            known.insert(new);
            chosen.push(new);
        }
        chosen
    }
}

/// A place for [`Rng::new`] out of a name (FNV-1a).
#[cfg(any(test, feature = "neural"))]
pub(crate) fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_splitmix64() {
        // The reference implementation's first three numbers for seed 1234567 (Vigna, splitmix64.c).
        let mut rng = Rng::from_state(1_234_567);
        assert_eq!(
            [rng.next(), rng.next(), rng.next()],
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn draws_have_the_right_moments() {
        let mut rng = Rng::new(7, hash("series A"));
        let n = 200_000;
        let draws: Vec<f64> = (0..n).map(|_| rng.normal()).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(n);
        let variance = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / f64::from(n);
        assert!(mean.abs() < 0.01 && (variance - 1.0).abs() < 0.01, "{mean} {variance}");
        let mut counts = [0; 7];
        (0..70_000).for_each(|_| counts[rng.below(7)] += 1);
        assert!(counts.iter().all(|&count| (9_500..10_500).contains(&count)), "{counts:?}");
    }

    #[test]
    fn a_sample_has_no_doubles() {
        for (n, k) in [(50, 40), (50, 50), (1_000, 40), (3, 9)] {
            let mut sample = Rng::new(1, 2).sample(n, k);
            sample.sort_unstable();
            sample.dedup();
            assert_eq!(sample.len(), k.min(n));
            assert!(sample.iter().all(|&number| number < n));
        }
    }

    #[test]
    fn every_number_is_as_likely_in_every_place() {
        // 20,000 samples of 2 out of 20 (a choice): each place holds each number about 1,000 times, sigma 31.
        let mut rng = Rng::new(5, 0);
        let mut counts = [[0; 20]; 2];
        for _ in 0..20_000 {
            let sample = rng.sample(20, 1);
            counts[0][sample[0]] += 1;
            let sample = rng.sample(17, 2);
            counts[1][sample[1]] += 1;
        }
        assert!(counts[0].iter().all(|&count| (850..1_150).contains(&count)), "{counts:?}");
        assert!(counts[1][..17].iter().all(|&count| (1_000..1_355).contains(&count)), "{counts:?}");
    }
}
