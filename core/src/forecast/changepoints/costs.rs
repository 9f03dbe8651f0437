//! What a segment costs.

use super::ChangeCost;
use super::kernel::Kernel;
use super::medians::Medians;
use crate::component::Context;
use crate::error::Result;
use libm::{log, sqrt};

/// 4 times the density of the normal distribution at its middle: with this, a cut of mere noise saves as much absolute
/// deviation as it does squared ones.
pub(super) const ABSOLUTE: f64 = 1.595_769_121_605_730_7;

/// The costs of the segments of a series, which are the sums of those of its channels.
pub(super) enum Costs {
    /// From cumulative sums of each channel.
    Sums(Vec<Sums>),
    /// From absolute deviations of each channel, in the unit of the second.
    Medians(Vec<(Medians, f64)>),
    /// From what pairs are apart in all channels, in the unit of the second.
    Kernel(Kernel, f64),
}

/// The values of a series in one of its channels.
pub(super) struct Channel<'a> {
    pub(super) y: &'a [f64],
    /// The greatest size of a value.
    pub(super) most: f64,
    /// The variance of the noise, in shares of the square of `most`.
    pub(super) noise: f64,
}

impl Channel<'_> {
    fn shares(&self) -> impl Iterator<Item = f64> {
        self.y.iter().map(|value| value / self.most)
    }
}

impl Costs {
    /// Of at least one channel. `gamma` belongs to the values of a single one, and else to those in units of the noise.
    pub(super) fn new(channels: &[Channel<'_>], cost: ChangeCost, gamma: Option<f64>) -> Self {
        match cost {
            ChangeCost::Mean | ChangeCost::MeanVariance | ChangeCost::Trend => {
                Costs::Sums(channels.iter().map(|channel| Sums::new(channel, cost)).collect())
            }
            ChangeCost::Median => {
                let medians = |channel: &Channel<'_>| {
                    (Medians::new(&channel.shares().collect::<Vec<f64>>()), sqrt(channel.noise) / ABSOLUTE)
                };
                Costs::Medians(channels.iter().map(medians).collect())
            }
            ChangeCost::Rbf => {
                let kernel = match channels {
                    [one] => Kernel::new(vec![one.shares().collect()], gamma.map(|gamma| gamma * one.most * one.most)),
                    several => {
                        let scaled = |channel: &Channel<'_>| {
                            channel.shares().map(|share| share / sqrt(channel.noise)).collect::<Vec<f64>>()
                        };
                        Kernel::new(several.iter().map(scaled).collect(), gamma)
                    }
                };
                let unit = kernel.noise();
                Costs::Kernel(kernel, unit)
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Costs::Sums(sums) => sums[0].len(),
            Costs::Medians(medians) => medians[0].0.len(),
            Costs::Kernel(kernel, _) => kernel.len(),
        }
    }

    /// The cost of the values from `from` to before `to`.
    pub(super) fn of(&self, from: usize, to: usize) -> f64 {
        match self {
            Costs::Sums(sums) => sums.iter().map(|sums| sums.of(from, to)).sum(),
            Costs::Medians(medians) => medians.iter().map(|(medians, unit)| medians.deviations(from, to) / unit).sum(),
            Costs::Kernel(kernel, unit) => scatter(kernel.pairs(from, to), to - from, *unit),
        }
    }

    /// The costs of both sides of the places in a segment.
    pub(super) fn sides(&self, from: usize, to: usize, ctx: &Context) -> Result<Sides<'_>> {
        let pairs = match self {
            Costs::Kernel(kernel, _) => kernel.sides(from, to, ctx)?,
            _ => Default::default(),
        };
        Ok(Sides { costs: self, from, to, pairs })
    }

    /// The costs of all segments that end at one place, then at a later one.
    pub(super) fn ends(&self) -> Ends<'_> {
        let pairs = if matches!(self, Costs::Kernel(..)) { vec![0.0; self.len()] } else { Vec::new() };
        Ends { costs: self, end: 0, pairs }
    }
}

/// The scatter of n values around their mean in the kernel's space, from what pairs of them are apart.
fn scatter(pairs: f64, n: usize, unit: f64) -> f64 {
    2.0 * pairs / n as f64 / unit
}

/// See [`Costs::sides`].
pub(super) struct Sides<'a> {
    costs: &'a Costs,
    from: usize,
    to: usize,
    pairs: (Vec<f64>, Vec<f64>),
}

impl Sides<'_> {
    /// What the segment costs without a cut.
    pub(super) fn whole(&self) -> f64 {
        match (self.costs, self.pairs.0.last()) {
            (Costs::Kernel(_, unit), Some(&pairs)) => scatter(pairs, self.to - self.from, *unit),
            _ => self.costs.of(self.from, self.to),
        }
    }

    /// What both sides of a cut cost.
    pub(super) fn of(&self, at: usize) -> f64 {
        if let Costs::Kernel(_, unit) = self.costs {
            let place = at - self.from;
            let after = scatter(self.pairs.1[place], self.to - at, *unit);
            return scatter(self.pairs.0[place], place, *unit) + after;
        }
        self.costs.of(self.from, at) + self.costs.of(at, self.to)
    }
}

/// See [`Costs::ends`].
pub(super) struct Ends<'a> {
    costs: &'a Costs,
    end: usize,
    /// What the pairs from each start to before the end are apart.
    pairs: Vec<f64>,
}

impl Ends<'_> {
    /// Goes on to a later end; no start below `lowest` is asked for from now on.
    pub(super) fn advance(&mut self, lowest: usize, end: usize) {
        if let Costs::Kernel(kernel, _) = self.costs {
            (self.end..end).for_each(|place| kernel.extend(&mut self.pairs, lowest, place));
        }
        self.end = end;
    }

    /// The cost of the segment from a start.
    pub(super) fn of(&self, from: usize) -> f64 {
        match self.costs {
            Costs::Kernel(_, unit) => scatter(self.pairs[from], self.end - from, *unit),
            costs => costs.of(from, self.end),
        }
    }
}

/// The cost of any segment in constant time, from cumulative sums of values around their mean.
pub(super) struct Sums {
    cost: ChangeCost,
    noise: f64,
    /// Where time is counted from.
    centre: f64,
    /// Sums of y, y² and t y before each place.
    sums: Vec<[f64; 3]>,
}

impl Sums {
    fn new(channel: &Channel<'_>, cost: ChangeCost) -> Self {
        let (n, noise) = (channel.y.len(), channel.noise);
        let (centre, mean) = (n as f64 / 2.0, channel.shares().sum::<f64>() / n as f64);
        let mut sums = Vec::with_capacity(n + 1);
        let mut sum = [0.0; 3];
        sums.push(sum);
        for (at, share) in channel.shares().enumerate() {
            let value = share - mean;
            sum = [sum[0] + value, sum[1] + value * value, sum[2] + (at as f64 - centre) * value];
            sums.push(sum);
        }
        Self { cost, noise, centre, sums }
    }

    fn len(&self) -> usize {
        self.sums.len() - 1
    }

    fn of(&self, from: usize, to: usize) -> f64 {
        let n = (to - from) as f64;
        let [y, squares, products] = [0, 1, 2].map(|sum| self.sums[to][sum] - self.sums[from][sum]);
        let errors = (squares - y * y / n).max(0.0);
        match self.cost {
            ChangeCost::MeanVariance => n * log(errors / n / self.noise + 1e-3),
            ChangeCost::Trend => {
                let middle = from as f64 + (n - 1.0) / 2.0 - self.centre;
                let along = products - middle * y;
                let across = n * (n * n - 1.0) / 12.0;
                (errors - along * along / across).max(0.0) / self.noise
            }
            _ => errors / self.noise,
        }
    }
}
