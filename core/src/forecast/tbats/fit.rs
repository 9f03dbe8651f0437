//! The parameters of the greatest likelihood.

use super::boxcox;
use super::kernel::{Passes, Rates, Slopes, States, Turns};
use super::seeds::{Seeds, size};
use super::stable::Circle;
use crate::component::Context;
use crate::error::Result;
use crate::math::lbfgs::{Options, minimise};
use crate::math::nelder_mead::NelderMead;
use libm::{exp, log};

/// What a model has.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Form {
    pub(super) boxcox: bool,
    pub(super) trend: bool,
    pub(super) damped: bool,
    pub(super) ar: usize,
    pub(super) ma: usize,
}

/// A series and the waves of its seasons.
#[derive(Debug)]
pub(super) struct Data<'a> {
    pub(super) y: &'a [f64],
    /// The logarithms, where all values are above 0.
    pub(super) logs: Option<Vec<f64>>,
    pub(super) turns: Turns,
    pub(super) circle: Circle,
    /// Between which values lambda is.
    pub(super) bounds: [f64; 2],
}

/// A fitted model.
#[derive(Clone, Debug)]
pub(super) struct Fit {
    pub(super) form: Form,
    pub(super) lambda: Option<f64>,
    pub(super) rates: Rates,
    pub(super) start: States,
    /// n times the logarithm of the sum of squared errors, and for the transformation; twice the likelihood is less it.
    pub(super) deviance: f64,
    pub(super) parameters: usize,
    /// The structure's errors.
    pub(super) d: Vec<f64>,
}

/// What the search begins with.
const ALPHA: f64 = 0.09;
const BETA: f64 = 0.05;
const PHI: f64 = 0.98;
const LEAST_PHI: f64 = 0.8;
const MOST_PHI: f64 = 1.0;

fn between([low, high]: [f64; 2], x: f64) -> f64 {
    low + (high - low) / (1.0 + exp(-x))
}

fn free([low, high]: [f64; 2], value: f64) -> f64 {
    let share = ((value - low) / (high - low)).clamp(0.02, 0.98);
    log(share / (1.0 - share))
}

fn first_rates(form: &Form, turns: &Turns) -> Rates {
    Rates {
        alpha: ALPHA,
        beta: if form.trend { BETA } else { 0.0 },
        phi: if form.damped { PHI } else { 1.0 },
        gamma: vec![[0.0; 2]; turns.seasons()],
        ar: vec![0.0; form.ar],
        ma: vec![0.0; form.ma],
    }
}

/// The point of a search: parameters over their scales.
struct Point<'a> {
    form: &'a Form,
    bounds: [f64; 2],
}

impl Point<'_> {
    fn scales(&self, rates: &Rates) -> Vec<f64> {
        let Form { boxcox, trend, damped, ar, ma } = *self.form;
        let mut scales = Vec::new();
        scales.extend(boxcox.then_some(1.0));
        scales.push(0.1);
        scales.extend(trend.then_some(0.05));
        scales.extend(damped.then_some(1.0));
        scales.extend(vec![0.01; 2 * rates.gamma.len()]);
        scales.extend(vec![0.2; ar + ma]);
        scales
    }

    fn write(&self, lambda: f64, rates: &Rates) -> Vec<f64> {
        let mut x = Vec::new();
        x.extend(self.form.boxcox.then(|| free(self.bounds, lambda)));
        x.push(rates.alpha);
        x.extend(self.form.trend.then_some(rates.beta));
        x.extend(self.form.damped.then(|| free([LEAST_PHI, MOST_PHI], rates.phi)));
        x.extend(rates.gamma.iter().flatten().chain(&rates.ar).chain(&rates.ma));
        x.iter().zip(self.scales(rates)).map(|(x, scale)| x / scale).collect()
    }

    /// The transformation; the rates are set.
    fn read(&self, x: &[f64], scales: &[f64], rates: &mut Rates) -> f64 {
        let mut values = x.iter().zip(scales).map(|(x, scale)| x * scale);
        let mut next = || values.next().unwrap_or(0.0);
        let lambda = if self.form.boxcox { between(self.bounds, next()) } else { 1.0 };
        rates.alpha = next();
        if self.form.trend {
            rates.beta = next();
        }
        if self.form.damped {
            rates.phi = between([LEAST_PHI, MOST_PHI], next());
        }
        let Rates { gamma, ar, ma, .. } = rates;
        gamma.iter_mut().flatten().chain(ar).chain(ma).for_each(|rate| *rate = next());
        lambda
    }

    /// The slopes of a value in the search's own numbers.
    fn slopes(&self, lambda: f64, by_lambda: f64, rates: &Rates, by: &Rates, scales: &[f64], out: &mut [f64]) {
        let chain = |[low, high]: [f64; 2], value: f64| (value - low) * (high - value) / (high - low);
        let boxcox = self.form.boxcox.then(|| by_lambda * chain(self.bounds, lambda));
        let beta = self.form.trend.then_some(by.beta);
        let phi = self.form.damped.then(|| by.phi * chain([LEAST_PHI, MOST_PHI], rates.phi));
        let few = boxcox.into_iter().chain([by.alpha]).chain(beta).chain(phi);
        let all = few.chain(by.gamma.iter().flatten().chain(&by.ar).chain(&by.ma).copied());
        out.iter_mut().zip(all.zip(scales)).for_each(|(out, (slope, scale))| *out = slope * scale);
    }
}

/// The work of a search: what one evaluation leaves for the next.
struct Search<'a> {
    data: &'a Data<'a>,
    point: Point<'a>,
    seeds: &'a Seeds,
    scales: Vec<f64>,
    rates: Rates,
    lambda: f64,
    start: States,
    z: Vec<f64>,
    z_slopes: Vec<f64>,
    passes: Passes,
    slopes: Slopes,
    mean_log: f64,
}

impl<'a> Search<'a> {
    fn new(data: &'a Data<'a>, form: &'a Form, seeds: &'a Seeds, rates: Rates) -> Self {
        let point = Point { form, bounds: data.bounds };
        let (n, turns) = (data.y.len(), &data.turns);
        let slopes = Slopes { rates: rates.clone(), states: States::zero(turns) };
        let mut passes = Passes::new(n, turns);
        let mut own = Slopes { rates: seeds.rates.clone(), states: States::zero(turns) };
        let start = seeds.solve(turns, data.y, &mut passes, &mut own);
        let mean_log = data.logs.as_ref().map_or(0.0, |logs| logs.iter().sum::<f64>() / n as f64);
        let scales = point.scales(&rates);
        let (z, z_slopes) = (data.y.to_vec(), vec![0.0; n]);
        Self { data, point, seeds, scales, rates, lambda: 1.0, start, z, z_slopes, passes, slopes, mean_log }
    }

    fn transform(&mut self, lambda: f64) {
        let Some(logs) = self.data.logs.as_ref().filter(|_| self.point.form.boxcox) else { return };
        let turns = &self.data.turns;
        let mut own = Slopes { rates: self.seeds.rates.clone(), states: States::zero(turns) };
        self.z.iter_mut().zip(logs).for_each(|(z, &log)| *z = boxcox::of_log(log, lambda));
        self.start = self.seeds.solve(turns, &self.z, &mut self.passes, &mut own);
    }

    /// Half of the deviance an observation, up to a constant.
    fn value(&mut self, lambda: f64) -> f64 {
        self.lambda = lambda;
        self.transform(lambda);
        let squares = self.passes.forwards(&self.data.turns, &self.rates, &self.start, &self.z);
        let jacobian = if self.point.form.boxcox { (lambda - 1.0) * self.mean_log } else { 0.0 };
        0.5 * log(squares.max(f64::MIN_POSITIVE)) - jacobian
    }

    /// The value at a point, and its slopes; NaN where the model does not forget its start.
    fn evaluate(&mut self, x: &[f64], out: &mut [f64]) -> f64 {
        let lambda = self.point.read(x, &self.scales, &mut self.rates);
        if !self.data.circle.holds(&self.rates) {
            return f64::NAN;
        }
        let value = self.value(lambda);
        let squares: f64 = self.passes.e.iter().map(|e| e * e).sum();
        self.passes.backwards(&self.data.turns, &self.rates, &mut self.slopes);
        let by_lambda = self.by_lambda(lambda, squares);
        let factor = 0.5 / squares.max(f64::MIN_POSITIVE);
        self.point.slopes(lambda, by_lambda / factor, &self.rates, &self.slopes.rates, &self.scales, out);
        out.iter_mut().for_each(|slope| *slope *= factor);
        value
    }

    /// How the value changes with lambda: by the observations, and by the first states, which follow from them.
    fn by_lambda(&mut self, lambda: f64, squares: f64) -> f64 {
        let Some(logs) = self.data.logs.as_ref().filter(|_| self.point.form.boxcox) else { return 0.0 };
        self.z_slopes.iter_mut().zip(logs).for_each(|(slope, &log)| *slope = boxcox::slope(log, lambda));
        let by_y: f64 = self.passes.by.iter().zip(&self.z_slopes).map(|(by, slope)| by * slope).sum();
        let turns = &self.data.turns;
        let mut own = Slopes { rates: self.seeds.rates.clone(), states: States::zero(turns) };
        let moved = self.seeds.solve(turns, &self.z_slopes, &mut self.passes, &mut own);
        let by = &self.slopes.states;
        let waves = by.re.iter().zip(&moved.re).chain(by.im.iter().zip(&moved.im)).map(|(by, moved)| by * moved);
        let by_states = by.level * moved.level + by.slope * moved.slope + waves.sum::<f64>();
        0.5 * (by_y + by_states) / squares.max(f64::MIN_POSITIVE) - self.mean_log
    }

    /// The best point from a start.
    ///
    /// The slopes lead there fast; where the way ends at the border of what is allowed, a simplex goes on along it.
    fn run(&mut self, x: Vec<f64>, ctx: &Context) -> Result<Vec<f64>> {
        let mut best = (f64::INFINITY, x.clone());
        let options = Options { tolerance: 1e-5, max_iterations: 60, memory: 8 };
        let found = minimise(x, options, |x, out| {
            ctx.check()?;
            let value = self.evaluate(x, out);
            if value < best.0 {
                best = (value, x.to_vec());
            }
            Ok(value)
        })?;
        if found.converged {
            return Ok(best.1);
        }
        let free = vec![f64::INFINITY; best.1.len()];
        let lower: Vec<f64> = free.iter().map(|bound| -bound).collect();
        let tolerance = 1e-3 / self.data.y.len() as f64;
        let simplex =
            NelderMead { zero_step: 0.1, tolerance, max_iterations: 30 * free.len(), ..NelderMead::default() };
        let mut value = |x: &[f64]| {
            let lambda = self.point.read(x, &self.scales, &mut self.rates);
            if self.data.circle.holds(&self.rates) { self.value(lambda) } else { f64::INFINITY }
        };
        Ok(simplex.minimize(&best.1, &lower, &free, &mut value).x)
    }

    fn finish(mut self, x: &[f64]) -> Fit {
        let lambda = self.point.read(x, &self.scales, &mut self.rates);
        let n = self.data.y.len() as f64;
        let deviance = 2.0 * n * self.value(lambda);
        let form = self.point.form.clone();
        let parameters = self.scales.len() + size(&self.data.turns, form.trend);
        let lambda = form.boxcox.then_some(lambda);
        Fit { form, lambda, rates: self.rates, start: self.start, deviance, parameters, d: self.passes.d }
    }
}

/// Fits a model; `like` is one of the same structure to begin with, of other ARMA terms.
///
/// The first states are those of least squares for the first rates, and once more for the rates that were then found.
pub(super) fn fit(
    data: &Data<'_>,
    form: &Form,
    arma: (&[f64], &[f64]),
    like: Option<&Fit>,
    ctx: &Context,
) -> Result<Fit> {
    let mut rates = like.map_or_else(|| first_rates(form, &data.turns), |fit| fit.rates.clone());
    (rates.ar, rates.ma) = (arma.0.to_vec(), arma.1.to_vec());
    let lambda = like.map(|fit| fit.lambda.unwrap_or(1.0));
    let first = from(data, form, rates, lambda, ctx)?;
    if like.is_some() || !first.deviance.is_finite() {
        return Ok(first);
    }
    let again = from(data, form, first.rates.clone(), Some(first.lambda.unwrap_or(1.0)), ctx)?;
    Ok(if again.deviance < first.deviance { again } else { first })
}

/// Fits a model from rates, with the first states that are theirs.
fn from(data: &Data<'_>, form: &Form, rates: Rates, lambda: Option<f64>, ctx: &Context) -> Result<Fit> {
    let structure = Rates { ar: Vec::new(), ma: Vec::new(), ..rates.clone() };
    let seeds = Seeds::new(&data.turns, structure, form.trend, data.y.len());
    let mut search = Search::new(data, form, &seeds, rates.clone());
    let lambda = lambda.unwrap_or_else(|| first_lambda(&mut search, form, data.bounds));
    let x = search.point.write(lambda, &rates);
    let x = search.run(x, ctx)?;
    Ok(search.finish(&x))
}

/// The best of a few transformations with the first rates.
fn first_lambda(search: &mut Search<'_>, form: &Form, [low, high]: [f64; 2]) -> f64 {
    if !form.boxcox {
        return 1.0;
    }
    let mut best = (f64::INFINITY, low);
    for step in 0..=4 {
        let lambda = low + (high - low) * f64::from(step) / 4.0;
        let value = search.value(lambda);
        if value < best.0 {
            best = (value, lambda);
        }
    }
    best.1
}
