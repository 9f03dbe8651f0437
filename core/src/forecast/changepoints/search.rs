//! Where to cut: the searches.

use super::costs::Costs;
use crate::component::Context;
use crate::error::{Result, err};
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// When no further cut is made.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stop {
    /// After so many.
    Count(usize),
    /// When the next one saves no more than this.
    Penalty(f64),
}

impl Stop {
    /// Whether a cut that saves `gain` is made after `cuts` others.
    fn goes_on(self, cuts: usize, gain: f64) -> bool {
        match self {
            Stop::Count(count) => cuts < count,
            Stop::Penalty(penalty) => gain > penalty,
        }
    }
}

/// Where cuts may be: at multiples of `jump`, with at least `least` observations on both sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    pub(super) least: usize,
    pub(super) jump: usize,
}

/// The cuts of the least total cost with a penalty for each.
pub(super) fn pelt(costs: &Costs, penalty: f64, places: Places, ctx: &Context) -> Result<Vec<usize>> {
    let (n, Places { least, jump }) = (costs.len(), places);
    let mut total = vec![f64::INFINITY; n + 1];
    let mut start = vec![0; n + 1];
    total[0] = -penalty;
    // The starts that may still come first, each with the end from which on another start is always as good, and the
    // total without the last penalty.
    let mut starts: Vec<(usize, usize, f64)> = vec![(0, usize::MAX, 0.0)];
    let mut next = least.next_multiple_of(jump);
    let mut ends = costs.ends();
    for (turn, end) in (next..n).step_by(jump).chain([n]).enumerate() {
        if turn.is_multiple_of(64) {
            ctx.check()?;
        }
        while next + least <= end {
            starts.push((next, usize::MAX, 0.0));
            next += jump;
        }
        starts.retain(|&(_, until, _)| end < until);
        ends.advance(starts.first().map_or(end, |start| start.0), end);
        for (from, _, cost) in &mut starts {
            *cost = total[*from] + ends.of(*from);
            if *cost + penalty < total[end] {
                (total[end], start[end]) = (*cost + penalty, *from);
            }
        }
        for (_, until, cost) in &mut starts {
            // A cut at `end` is allowed only once a whole segment fits after it.
            if *until == usize::MAX && *cost > total[end] {
                *until = end + least;
            }
        }
    }
    let mut cuts = Vec::new();
    let mut end = start[n];
    while end > 0 {
        cuts.push(end);
        end = start[end];
    }
    cuts.reverse();
    Ok(cuts)
}

/// The most totals that are kept: 12 bytes each.
const TOTALS: usize = 100_000_000;

/// The `count` cuts of the least total cost, or as many as there is room for.
pub(super) fn optimal(costs: &Costs, count: usize, places: Places, ctx: &Context) -> Result<Vec<usize>> {
    let (n, Places { least, jump }) = (costs.len(), places);
    let edges: Vec<usize> = (0..n).step_by(jump).chain([n]).collect();
    let count = count.min(n / least).min(edges.len());
    if edges.len().saturating_mul(count + 1) > TOTALS {
        let places = edges.len();
        let message = format!("{count} changes among {places} places are too many for the optimal search");
        return Err(err!(InvalidParams, "{message}; set jump or another search").with("param", "n_bkps"));
    }
    // Of each edge, for each number of cuts before it: the least cost, and the edge where the last segment starts.
    let layers = count + 1;
    let mut total = vec![f64::INFINITY; edges.len() * layers];
    let mut start = vec![0_u32; edges.len() * layers];
    let mut ends = costs.ends();
    for (at, &end) in edges.iter().enumerate().skip(1) {
        ctx.check()?;
        ends.advance(0, end);
        let (before, own) = total.split_at_mut(at * layers);
        let own_start = &mut start[at * layers..(at + 1) * layers];
        for (from, &edge) in edges[..at].iter().enumerate().take_while(|(_, edge)| *edge + least <= end) {
            let cost = ends.of(edge);
            if from == 0 {
                own[0] = cost;
                continue;
            }
            for (cuts, earlier) in before[from * layers..(from + 1) * layers - 1].iter().enumerate() {
                if earlier + cost < own[cuts + 1] {
                    (own[cuts + 1], own_start[cuts + 1]) = (earlier + cost, from as u32);
                }
            }
        }
    }
    let last = edges.len() - 1;
    let room = (0..layers).rev().find(|cuts| total[last * layers + cuts].is_finite()).unwrap_or(0);
    let (mut cuts, mut at) = (Vec::new(), last);
    for left in (1..=room).rev() {
        at = start[at * layers + left] as usize;
        cuts.push(edges[at]);
    }
    cuts.reverse();
    Ok(cuts)
}

/// The best cut of a segment.
struct Split {
    gain: f64,
    at: usize,
    from: usize,
    to: usize,
}

impl Split {
    /// None where the segment is too short.
    fn of(costs: &Costs, from: usize, to: usize, places: Places, ctx: &Context) -> Result<Option<Self>> {
        ctx.check()?;
        let first = from + places.least.next_multiple_of(places.jump);
        let mut best: Option<Self> = None;
        if first + places.least > to {
            return Ok(best);
        }
        let sides = costs.sides(from, to, ctx)?;
        let whole = sides.whole();
        for at in (first..=to - places.least).step_by(places.jump) {
            let gain = whole - sides.of(at);
            // Of equal ones the last, as in the reference.
            if best.as_ref().is_none_or(|best| gain >= best.gain) {
                best = Some(Self { gain, at, from, to });
            }
        }
        Ok(best)
    }
}

impl Ord for Split {
    fn cmp(&self, other: &Self) -> Ordering {
        self.gain.total_cmp(&other.gain).then(Reverse(self.from).cmp(&Reverse(other.from)))
    }
}

impl PartialOrd for Split {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Split {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Split {}

/// The best cut of the whole, then the best one of both parts, and so on.
pub(super) fn binary_segmentation(costs: &Costs, stop: Stop, places: Places, ctx: &Context) -> Result<Vec<usize>> {
    let mut splits: BinaryHeap<Split> = Split::of(costs, 0, costs.len(), places, ctx)?.into_iter().collect();
    let mut cuts = Vec::new();
    while let Some(Split { at, from, to, .. }) = splits.pop().filter(|split| stop.goes_on(cuts.len(), split.gain)) {
        cuts.push(at);
        splits.extend(Split::of(costs, from, at, places, ctx)?);
        splits.extend(Split::of(costs, at, to, places, ctx)?);
    }
    cuts.sort_unstable();
    Ok(cuts)
}

/// The places whose two neighbouring half windows differ more than those of all other places nearby.
pub(super) fn window(costs: &Costs, width: usize, stop: Stop, places: Places, ctx: &Context) -> Result<Vec<usize>> {
    let (n, half) = (costs.len(), width / 2);
    let inner: Vec<usize> = (0..n).step_by(places.jump).filter(|at| *at >= half && at + half < n).collect();
    let mut gains = Vec::with_capacity(inner.len());
    for &at in &inner {
        ctx.check()?;
        gains.push(costs.of(at - half, at + half) - costs.of(at - half, at) - costs.of(at, at + half));
    }
    let order = (half.max(places.least) / places.jump).max(1);
    let mut peaks: Vec<(f64, usize)> =
        (0..inner.len()).filter(|&at| is_peak(&gains, at, order)).map(|at| (gains[at], inner[at])).collect();
    peaks.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut edges = vec![0, n];
    for &(_, at) in peaks.iter().rev() {
        let place = edges.partition_point(|&edge| edge < at);
        let (from, to) = (edges[place - 1], edges[place]);
        let gain = || costs.of(from, to) - costs.of(from, at) - costs.of(at, to);
        let goes_on = match stop {
            Stop::Count(_) => stop.goes_on(edges.len() - 2, 0.0),
            Stop::Penalty(_) => stop.goes_on(edges.len() - 2, gain()),
        };
        if !goes_on {
            break;
        }
        edges.insert(place, at);
    }
    Ok(edges[1..edges.len() - 1].to_vec())
}

/// Whether a value is greater than all that are up to `order` places away.
fn is_peak(values: &[f64], at: usize, order: usize) -> bool {
    let near = at.saturating_sub(order)..(at + order + 1).min(values.len());
    near.filter(|&other| other != at).all(|other| values[at] > values[other])
}
