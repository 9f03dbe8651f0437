//! Vectors as codes: product quantisation.

use super::train::add;
use crate::component::{Context, Store, corrupt};
use crate::error::Result;
use crate::math::rng::Rng;

/// How many centroids a code can name.
pub(super) const CENTROIDS: usize = 256;
/// From how many rows centroids are learnt, at most, and in how many rounds.
const SAMPLE: usize = 65_536;
const ROUNDS: usize = 25;
/// The first place of the streams of random numbers.
const PLACE: u64 = 1 << 42;

/// Rows of codes, one for every few dimensions, and what each code stands for.
#[derive(Clone, Debug)]
pub(super) struct Quantized {
    dim: usize,
    dsub: usize,
    /// Part by part, the centroids one after the other; those that were not needed are 0.
    centroids: Vec<f32>,
    /// Row by row.
    codes: Vec<u8>,
}

/// The rows with the longest vectors, at most so many, in rising order.
pub(super) fn longest(rows: &[f32], dim: usize, most: Option<usize>) -> Vec<u32> {
    let count = rows.len() / dim;
    let mut kept: Vec<u32> = (0..count as u32).collect();
    if let Some(most) = most.filter(|&most| most < count) {
        let square = |row: &[f32]| row.iter().fold(0.0, |sum, value| sum + value * value);
        let squares: Vec<f32> = rows.chunks_exact(dim).map(square).collect();
        kept.sort_by(|&a, &b| squares[b as usize].total_cmp(&squares[a as usize]));
        kept.truncate(most);
        kept.sort_unstable();
    }
    kept
}

impl Quantized {
    pub(super) fn of(rows: &[f32], dim: usize, dsub: usize, ctx: &Context) -> Result<Self> {
        let (parts, count) = (dim.div_ceil(dsub), rows.len() / dim);
        let learnt = ctx.each(parts, |part| {
            let own: Vec<f32> = rows
                .chunks_exact(dim)
                .flat_map(|row| row[part * dsub..dim.min((part + 1) * dsub)].iter())
                .copied()
                .collect();
            let width = dsub.min(dim - part * dsub);
            let centroids = centroids(&own, width, Rng::new(ctx.get_seed(), PLACE + part as u64), ctx)?;
            let codes: Vec<u8> = own.chunks_exact(width).map(|value| nearest(&centroids, value) as u8).collect();
            Ok((centroids, codes))
        })?;
        let mut all = Self { dim, dsub, centroids: vec![0.0; parts * CENTROIDS * dsub], codes: vec![0; count * parts] };
        for (part, (centroids, codes)) in learnt.into_iter().enumerate() {
            all.centroids[part * CENTROIDS * dsub..][..centroids.len()].copy_from_slice(&centroids);
            codes.into_iter().enumerate().for_each(|(row, code)| all.codes[row * parts + part] = code);
        }
        Ok(all)
    }

    /// Centroids without padding, and codes; `None` where there are other codes than for whole rows.
    pub(super) fn from_parts(dim: usize, dsub: usize, mut centroids: Vec<f32>, codes: Vec<u8>) -> Option<Self> {
        let parts = dim.div_ceil(dsub);
        centroids.resize(parts * CENTROIDS * dsub, 0.0);
        codes.len().is_multiple_of(parts).then_some(Self { dim, dsub, centroids, codes })
    }

    /// As fastText writes them.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        let parts = self.dim.div_ceil(self.dsub);
        bytes.push(0);
        [self.rows() as i64, self.dim as i64].iter().for_each(|size| bytes.extend_from_slice(&size.to_le_bytes()));
        bytes.extend_from_slice(&(self.codes.len() as i32).to_le_bytes());
        bytes.extend_from_slice(&self.codes);
        let last = self.dim - (parts - 1) * self.dsub;
        for size in [self.dim, parts, self.dsub, last] {
            bytes.extend_from_slice(&(size as i32).to_le_bytes());
        }
        let centroids = &self.centroids[..self.dim * CENTROIDS];
        centroids.iter().for_each(|value| bytes.extend_from_slice(&value.to_le_bytes()));
    }

    pub(super) fn dim(&self) -> usize {
        self.dim
    }

    pub(super) fn rows(&self) -> usize {
        self.codes.len() / self.dim.div_ceil(self.dsub)
    }

    /// Adds a row.
    pub(super) fn add(&self, to: &mut [f32], row: usize) {
        let parts = self.dim.div_ceil(self.dsub);
        let codes = &self.codes[row * parts..][..parts];
        for (part, (to, &code)) in to.chunks_mut(self.dsub).zip(codes).enumerate() {
            let width = to.len();
            add(to, 1.0, &self.centroids[part * CENTROIDS * self.dsub + code as usize * width..][..width]);
        }
    }

    pub(super) fn store(&self, store: &mut Store) -> Result<()> {
        store.set("dim", &self.dim)?;
        store.set("dsub", &self.dsub)?;
        store.put("centroids", &self.centroids);
        store.put("codes", &self.codes);
        Ok(())
    }

    pub(super) fn restore(store: &Store, rows: usize) -> Result<Self> {
        let (dim, dsub): (usize, usize) = (store.get("dim")?, store.get("dsub")?);
        if !(1..=4096).contains(&dim) || !(1..=64).contains(&dsub) {
            return Err(corrupt("dim", &format!("is {dim}, with {dsub} a code")));
        }
        let parts = dim.div_ceil(dsub);
        let centroids: Vec<f32> = store.take_exactly("centroids", parts * CENTROIDS * dsub)?;
        if centroids.iter().any(|value| !value.is_finite()) {
            return Err(corrupt("centroids", "is not finite"));
        }
        let codes = store.take_exactly("codes", rows.saturating_mul(parts))?;
        Ok(Self { dim, dsub, centroids, codes })
    }
}

/// Centroids by k-means (Lloyd's algorithm) over a sample; there are no more than vectors.
fn centroids(vectors: &[f32], width: usize, mut rng: Rng, ctx: &Context) -> Result<Vec<f32>> {
    let count = vectors.len() / width;
    let sample = rng.sample(count, SAMPLE);
    let vector = |place: usize| &vectors[sample[place] * width..][..width];
    let k = CENTROIDS.min(sample.len());
    let mut centroids: Vec<f32> = (0..k).flat_map(vector).copied().collect();
    for _ in 0..ROUNDS {
        ctx.check()?;
        let (mut sums, mut members) = (vec![0.0; k * width], vec![0u32; k]);
        for place in 0..sample.len() {
            let own = nearest(&centroids, vector(place));
            add(&mut sums[own * width..][..width], 1.0, vector(place));
            members[own] += 1;
        }
        for (own, &members) in members.iter().enumerate() {
            let centroid = &mut centroids[own * width..][..width];
            if members == 0 {
                // One that nothing is near to begins anew at a random vector.
                centroid.copy_from_slice(vector(rng.below(sample.len())));
            } else {
                let sum = &sums[own * width..][..width];
                centroid.iter_mut().zip(sum).for_each(|(value, sum)| *value = sum / members as f32);
            }
        }
    }
    Ok(centroids)
}

/// The centroid nearest to a vector, the first of equals.
fn nearest(centroids: &[f32], vector: &[f32]) -> usize {
    let mut best = (0, f32::INFINITY);
    for (number, centroid) in centroids.chunks_exact(vector.len()).enumerate() {
        let distance = centroid.iter().zip(vector).fold(0.0, |sum, (a, b)| sum + (a - b) * (a - b));
        if distance < best.1 {
            best = (number, distance);
        }
    }
    best.0
}
