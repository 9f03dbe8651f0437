//! The choice of orders: Hyndman and Khandakar, Automatic Time Series Forecasting: The forecast Package for R, Journal of
//! Statistical Software 27(3), 2008.

use super::AutoARIMA;
use super::fit::{Differenced, Fit, fit};
use super::order::Order;
use super::roots::{constant, differences, seasonal_differences};
use crate::component::Context;
use crate::data::Series;
use crate::error::{Result, err};
use crate::forecast::criteria::Criteria;
use crate::math::lbfgs::dot;
use std::collections::BTreeMap;

/// Finds the model of a series.
pub(super) fn search(series: &Series<'_>, component: &AutoARIMA, ctx: &Context) -> Result<Fit> {
    let regressors: Vec<&[f64]> = series.regressors.iter().map(|(_, values)| *values).collect();
    let (d, seasonal_d, period) = how_often(series.y, &regressors, component);
    let base = Order { p: 0, d, q: 0, seasonal_p: 0, seasonal_d, seasonal_q: 0, period, constant: false };
    let taken = d + seasonal_d;
    let may = if taken == 0 { component.allow_mean } else { taken == 1 && component.allow_drift };
    let mut search = Search {
        component,
        ctx,
        y: series.y,
        regressors,
        most: most(series.y.len(), period, component),
        may_be_constant: may,
        data: [None, None],
        tried: BTreeMap::new(),
        best: None,
    };
    let left = base.difference(series.y);
    if left.is_empty() || (search.regressors.is_empty() && constant(&left)) {
        // Nothing is left to explain but a constant.
        return search.plain(Order { constant: may && !left.is_empty(), ..base });
    }
    if component.stepwise {
        search.stepwise(base)?;
    } else {
        search.everything(base)?;
    }
    match search.best.take() {
        Some((_, fit)) => Ok(fit),
        None => search.plain(base),
    }
}

/// Differences, seasonal differences, and the season's length; 1 where no season is looked for.
fn how_often(y: &[f64], regressors: &[&[f64]], component: &AutoARIMA) -> (usize, usize, usize) {
    let n = y.len();
    let period = component.season_length as usize;
    let period = if component.seasonal && period > 1 && n > period { period } else { 1 };
    if component.stationary {
        return (0, 0, period);
    }
    let plain = residuals(y, regressors);
    let changes = |order: &Order| {
        let still = |values: &[f64]| constant(&order.difference(values));
        !regressors.iter().any(|values| !constant(values) && still(values))
    };
    let order =
        |d, seasonal_d| Order { p: 0, d, q: 0, seasonal_p: 0, seasonal_d, seasonal_q: 0, period, constant: false };
    let mut seasonal_d = match component.seasonal_d {
        Some(given) => {
            if period > 1 {
                given as usize
            } else {
                0
            }
        }
        None => seasonal_differences(&plain, period, component.max_seasonal_d as usize),
    };
    if component.seasonal_d.is_none() && seasonal_d > 0 && !changes(&order(0, seasonal_d)) {
        seasonal_d -= 1;
    }
    let d = component.d.map_or_else(
        || {
            let found = differences(&order(0, seasonal_d).difference(&plain), component.max_d as usize);
            if found > 0 && !changes(&order(found, seasonal_d)) { found - 1 } else { found }
        },
        |given| given as usize,
    );
    (d, seasonal_d, period)
}

/// What a straight regression on the regressors leaves of a series: the tests for differences are about that.
fn residuals(y: &[f64], regressors: &[&[f64]]) -> Vec<f64> {
    let centred = |values: &[f64]| {
        let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
        values.iter().map(|value| value - mean).collect::<Vec<f64>>()
    };
    // Gram and Schmidt: each column without those before it, and the series without all.
    let mut left = y.to_vec();
    let mut basis: Vec<Vec<f64>> = Vec::new();
    for values in regressors {
        let mut column = centred(values);
        let whole = dot(&column, &column);
        for other in &basis {
            let share = dot(&column, other);
            column.iter_mut().zip(other).for_each(|(value, other)| *value -= share * other);
        }
        let size = dot(&column, &column);
        if size <= 1e-12 * whole || size == 0.0 {
            continue;
        }
        let root = libm::sqrt(size);
        column.iter_mut().for_each(|value| *value /= root);
        let share = dot(&left, &column);
        left.iter_mut().zip(&column).for_each(|(value, other)| *value -= share * other);
        basis.push(column);
    }
    left
}

/// The largest p, q, P and Q.
fn most(n: usize, period: usize, component: &AutoARIMA) -> [usize; 4] {
    let third = n / 3;
    let mut most = [component.max_p, component.max_q, component.max_seasonal_p, component.max_seasonal_q]
        .map(|most| (most as usize).min(third));
    for seasonal in &mut most[2..] {
        *seasonal = if period > 1 { (*seasonal).min(third / period) } else { 0 };
    }
    if period > 1 {
        // A lag of a whole season is the seasonal part's.
        for at in 0..2 {
            if most[2 + at] > 0 {
                most[at] = most[at].min(period - 1);
            }
        }
    }
    most
}

struct Search<'a> {
    component: &'a AutoARIMA,
    ctx: &'a Context,
    y: &'a [f64],
    regressors: Vec<&'a [f64]>,
    most: [usize; 4],
    may_be_constant: bool,
    /// The differenced data without and with the constant.
    data: [Option<Differenced>; 2],
    tried: BTreeMap<Order, f64>,
    best: Option<(f64, Fit)>,
}

impl Search<'_> {
    /// The smallest model, which needs no search.
    fn plain(&mut self, order: Order) -> Result<Fit> {
        let data = Differenced::new(&order, self.y, &self.regressors)?;
        fit(&data, order, Vec::new()).ok_or_else(|| {
            err!(InvalidData, "no ARIMA model could be fitted to the {} observations", self.y.len())
                .with("observations", self.y.len())
        })
    }

    /// Fits a model unless it was tried before; true where it is the best so far.
    fn test(&mut self, order: Order) -> Result<bool> {
        if self.tried.contains_key(&order) || self.tried.len() >= self.component.nmodels as usize {
            return Ok(false);
        }
        self.ctx.check()?;
        let data = &mut self.data[usize::from(order.constant)];
        if data.is_none() {
            *data = Some(Differenced::new(&order, self.y, &self.regressors)?);
        }
        let Some(data) = data else { return Ok(false) };
        let start = start(self.best.as_ref().map(|(_, fit)| fit), &order);
        let found = fit(data, order, start).filter(|fit| fit.coefficients.sound(order.period));
        let value = found.as_ref().map_or(f64::INFINITY, |fit| {
            let value = Criteria::of(-2.0 * fit.loglik, fit.parameters(), fit.n).get(self.criterion());
            if value.is_nan() { f64::INFINITY } else { value }
        });
        self.tried.insert(order, value);
        let better = value < self.best.as_ref().map_or(f64::INFINITY, |(best, _)| *best);
        if let (true, Some(fit)) = (better, found) {
            self.best = Some((value, fit));
        }
        Ok(better)
    }

    /// The correction has no meaning for three observations.
    fn criterion(&self) -> crate::forecast::Criterion {
        if self.y.len() <= 3 { crate::forecast::Criterion::Aic } else { self.component.criterion }
    }

    /// From a few starts to better neighbours until there is none.
    fn stepwise(&mut self, base: Order) -> Result<()> {
        let c = self.component;
        let short = self.y.len() < 10;
        let starts = [c.start_p, c.start_q, c.start_seasonal_p, c.start_seasonal_q];
        let mut start = [0; 4];
        for (at, (given, most)) in starts.into_iter().zip(self.most).enumerate() {
            let most = if short { most.min(usize::from(at < 2)) } else { most };
            start[at] = (given as usize).min(most);
        }
        let constant = self.may_be_constant;
        let one = |at: usize| usize::from(self.most[at] > 0);
        let starts =
            [start, [0; 4], [one(0), 0, one(2), 0], [0, one(1), 0, one(3)]].map(|of| with(&base, of, constant));
        for order in starts {
            self.test(order)?;
        }
        if constant {
            self.test(base)?;
        }
        while self.improve()? {}
        Ok(())
    }

    /// Tries the neighbours of the best model; true as soon as one is better.
    fn improve(&mut self) -> Result<bool> {
        /// Changes of p, q, P and Q in the order in which they are tried.
        const MOVES: [[i8; 4]; 16] = [
            [0, 0, -1, 0],
            [0, 0, 0, -1],
            [0, 0, 1, 0],
            [0, 0, 0, 1],
            [0, 0, -1, -1],
            [0, 0, -1, 1],
            [0, 0, 1, -1],
            [0, 0, 1, 1],
            [-1, 0, 0, 0],
            [0, -1, 0, 0],
            [1, 0, 0, 0],
            [0, 1, 0, 0],
            [-1, -1, 0, 0],
            [-1, 1, 0, 0],
            [1, -1, 0, 0],
            [1, 1, 0, 0],
        ];
        let Some((_, fit)) = &self.best else { return Ok(false) };
        let from = fit.order;
        for change in MOVES {
            let mut to = [from.p, from.q, from.seasonal_p, from.seasonal_q];
            let within = to.iter_mut().zip(change).zip(self.most).all(|((value, change), most)| {
                let next = value.checked_add_signed(isize::from(change)).filter(|next| *next <= most);
                *value = next.unwrap_or(*value);
                next.is_some()
            });
            if within && self.test(with(&from, to, from.constant))? {
                return Ok(true);
            }
        }
        if self.may_be_constant {
            return self.test(Order { constant: !from.constant, ..from });
        }
        Ok(false)
    }

    /// Every model whose orders sum to at most `max_order`.
    fn everything(&mut self, base: Order) -> Result<()> {
        let [p, q, seasonal_p, seasonal_q] = self.most;
        let constants: &[bool] = if self.may_be_constant { &[false, true] } else { &[false] };
        for total in 0..=self.component.max_order as usize {
            for p in 0..=p.min(total) {
                for q in 0..=q.min(total - p) {
                    for seasonal_p in 0..=seasonal_p.min(total - p - q) {
                        let rest = total - p - q - seasonal_p;
                        for &constant in constants.iter().filter(|_| rest <= seasonal_q) {
                            self.test(with(&base, [p, q, seasonal_p, rest], constant))?;
                        }
                    }
                }
            }
        }
        Ok(())
    }
}

fn with(base: &Order, [p, q, seasonal_p, seasonal_q]: [usize; 4], constant: bool) -> Order {
    Order { p, q, seasonal_p, seasonal_q, constant, ..*base }
}

/// The numbers of the best model so far, with zeros for what it does not have.
fn start(from: Option<&Fit>, to: &Order) -> Vec<f64> {
    let lengths = |order: &Order| [order.p, order.q, order.seasonal_p, order.seasonal_q];
    let Some(from) = from else { return vec![0.0; to.coefficients()] };
    let (mut rest, mut x) = (from.x.as_slice(), Vec::with_capacity(to.coefficients()));
    for (had, has) in lengths(&from.order).into_iter().zip(lengths(to)) {
        let (own, after) = rest.split_at(had);
        rest = after;
        // Near the edge of what is stationary the search would hardly move.
        x.extend((0..has).map(|at| own.get(at).map_or(0.0, |value| value.clamp(-2.0, 2.0))));
    }
    x
}
