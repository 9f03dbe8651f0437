//! The fit of one model, and the choice among all.

use super::AutoETS;
use super::form::{Form, Way};
use super::initial::{close, start};
use super::kernel::{Bank, Rates, States, Sums};
use crate::component::Context;
use crate::error::{Result, err};
use crate::forecast::criteria::Criteria;
use crate::math::nelder_mead::{NelderMead, Search};

/// The seasonal states of a longer season stay where the heuristics put them: a simplex in so many dimensions would need
/// memory and time in the square of the season's length.
const LONGEST_FREE_SEASON: usize = 366;

/// A fitted model.
#[derive(Clone, Debug)]
pub(super) struct Fit {
    pub(super) form: Form,
    pub(super) rates: Rates,
    /// The states before the first observation.
    pub(super) start: States,
    /// Fitted parameters: smoothing parameters and free initial states.
    pub(super) parameters: usize,
}

impl Fit {
    /// A constant series needs no search: its level is its forecast.
    pub(super) fn constant(level: f64) -> Self {
        Self {
            form: Form { error: Way::Additive, trend: false, damped: false, season: None },
            rates: Rates { alpha: MOST_RATE, beta: 0.0, gamma: 0.0, phi: 1.0 },
            start: States { level, trend: 0.0, season: Vec::new(), place: 0 },
            parameters: 1,
        }
    }
}

const LEAST_RATE: f64 = 1e-4;
const MOST_RATE: f64 = 0.9999;
pub(super) const LEAST_PHI: f64 = 0.8;
pub(super) const MOST_PHI: f64 = 0.98;

/// Upper bounds of beta and gamma. Each model's start lowers them, and they stay low for the models after it: so does
/// the reference, and it keeps the trends of seasonal series from running after the last observations.
struct Bounds {
    beta: f64,
    gamma: f64,
}

/// Fits the models that the parameters allow and returns the best.
pub(super) fn search(y: &[f64], component: &AutoETS, ctx: &Context) -> Result<Fit> {
    let n = y.len();
    let (forms, period) = candidates(y, component)?;
    let mut bounds = Bounds { beta: MOST_RATE, gamma: MOST_RATE };
    let mut candidates = Vec::new();
    let mut needed = usize::MAX;
    for form in forms {
        let fixed = usize::from(form.damped && component.phi.is_some());
        let parameters = form.parameters(period, fixed);
        needed = needed.min(parameters + 3);
        let candidate = Candidate::new(y, form, period, component.phi, &mut bounds);
        if parameters + 2 <= n {
            candidates.push((parameters, candidate));
        }
    }
    for kind in 0..candidates.len() {
        let Form { error, season, .. } = candidates[kind].1.form;
        let same = |form: Form| form.error == error && form.season == season;
        if candidates[..kind].iter().any(|(_, earlier)| same(earlier.form)) {
            continue;
        }
        ctx.check()?;
        let group = candidates.iter_mut().map(|(_, candidate)| candidate).filter(|candidate| same(candidate.form));
        search_together(y, &mut group.collect::<Vec<_>>());
    }
    let mut best: Option<(f64, Fit)> = None;
    for (parameters, candidate) in candidates {
        let minimum = candidate.search.minimum();
        let value = Criteria::of(minimum.value, parameters + 1, n).get(component.criterion);
        if best.as_ref().is_none_or(|(least, _)| value < *least) && value < f64::INFINITY {
            best = Some((value, candidate.fit(&minimum.x, parameters)));
        }
    }
    match best {
        Some((_, fit)) => Ok(fit),
        None if n < needed => Err(not_enough(n, needed, &component.model)),
        None => Err(err!(InvalidData, "no model of {} could be fitted: the values are too large", component.model)),
    }
}

fn not_enough(n: usize, needed: usize, model: &str) -> crate::Error {
    err!(NotEnoughData, "the series has {n} observations; at least {needed} are needed for the model {model}")
        .with("observations", n)
        .with("needed", needed)
}

/// The models that parameters and data allow, and the season's length for them.
fn candidates(y: &[f64], component: &AutoETS) -> Result<(Vec<Form>, usize)> {
    let (model, damped, n) = (component.model.as_str(), component.damped, y.len());
    let period = component.season_length as usize;
    if period == 1 && model.ends_with(['A', 'M']) {
        return Err(err!(InvalidParams, "model is \"{model}\" and season_length is 1; a season has at least 2"));
    }
    // A season that was never seen whole cannot be fitted.
    let seasonal = period > 1 && n > period;
    let pattern: String =
        model.chars().take(2).chain(if seasonal { model.chars().nth(2) } else { Some('N') }).collect();
    let mut forms: Vec<Form> = Form::all().filter(|form| form.matches(&pattern, damped)).collect();
    if forms.is_empty() {
        return Err(err!(InvalidParams, "model is \"{model}\" and damped is true; a damped model has a trend"));
    }
    let named = pattern.chars().skip(1).filter(|letter| "AM".contains(*letter)).count();
    let needed = 7 + 2 * named + usize::from(damped == Some(true));
    if n < needed {
        return Err(not_enough(n, needed, model));
    }
    let least = y.iter().copied().fold(f64::INFINITY, f64::min);
    if least <= 0.0 {
        forms.retain(|form| !form.needs_positive());
        if forms.is_empty() {
            return Err(err!(InvalidData, "the model {model} takes positive values; the least is {least}"));
        }
    }
    Ok((forms, period))
}

/// A model and its search. The vector searched has alpha, beta, gamma, phi, level, trend and the season from its last
/// state back to its second, each where the model has it and it is free.
struct Candidate {
    form: Form,
    fixed_phi: Option<f64>,
    free_season: bool,
    search: Search,
    /// The rates and states of the vector asked for.
    rates: Rates,
    states: States,
}

impl Candidate {
    fn new(y: &[f64], form: Form, period: usize, phi: Option<f64>, bounds: &mut Bounds) -> Self {
        let period = if form.season.is_some() { period } else { 1 };
        let (mut x, mut lower, mut upper) = (Vec::new(), Vec::new(), Vec::new());
        let mut add = |value: f64, least: f64, most: f64| {
            x.push(value);
            lower.push(least);
            upper.push(most);
        };
        let between = |share: f64, least: f64, most: f64| least + share * (most - least);
        let alpha = LEAST_RATE + 0.2 * (MOST_RATE - LEAST_RATE) / period as f64;
        add(alpha, LEAST_RATE, MOST_RATE);
        if form.trend {
            bounds.beta = bounds.beta.min(alpha);
            add(between(0.1, LEAST_RATE, bounds.beta), LEAST_RATE, bounds.beta);
        }
        if form.season.is_some() {
            bounds.gamma = bounds.gamma.min(1.0 - alpha);
            add(between(0.05, LEAST_RATE, bounds.gamma), LEAST_RATE, bounds.gamma);
        }
        if form.damped && phi.is_none() {
            add(between(0.99, LEAST_PHI, MOST_PHI), LEAST_PHI, MOST_PHI);
        }
        let start = start(y, period, form);
        let free_season = period <= LONGEST_FREE_SEASON;
        let mut free = |value: f64| add(value, f64::NEG_INFINITY, f64::INFINITY);
        free(start.level);
        if form.trend {
            free(start.trend);
        }
        if free_season {
            start.season.iter().skip(1).rev().for_each(|&state| free(state));
        }
        let states = States { level: start.level, trend: start.trend, season: start.season, place: 0 };
        let rates = Rates { alpha, beta: 0.0, gamma: 0.0, phi: 1.0 };
        let search = Search::new(&NelderMead::default(), &x, &lower, &upper);
        Self { form, fixed_phi: phi, free_season, search, rates, states }
    }

    /// Reads the vector asked for; false at the search's end.
    fn prepare(&mut self) -> bool {
        let Some(x) = self.search.ask() else { return false };
        unpack(self.form, self.fixed_phi, self.free_season, x, &mut self.rates, &mut self.states);
        true
    }

    /// Hands the search what the filter found.
    fn tell(&mut self, sums: &Sums, n: usize) {
        let negative = || self.states.season.iter().any(|&state| state < 0.0);
        let forbidden = self.form.season == Some(Way::Multiplicative) && negative();
        self.search.tell(if forbidden { f64::INFINITY } else { sums.deviance(n).max(-1e10) });
    }

    fn fit(mut self, x: &[f64], parameters: usize) -> Fit {
        unpack(self.form, self.fixed_phi, self.free_season, x, &mut self.rates, &mut self.states);
        Fit { form: self.form, rates: self.rates, start: self.states, parameters }
    }
}

/// Reads a vector into rates and states.
fn unpack(form: Form, phi: Option<f64>, free_season: bool, x: &[f64], rates: &mut Rates, states: &mut States) {
    let mut values = x.iter().copied();
    let mut next = |present: bool| if present { values.next().unwrap_or_default() } else { 0.0 };
    rates.alpha = next(true);
    rates.beta = next(form.trend);
    rates.gamma = next(form.season.is_some());
    rates.phi = if form.damped { phi.unwrap_or_else(|| next(true)) } else { 1.0 };
    states.level = next(true);
    states.trend = next(form.trend);
    if let (Some(way), true) = (form.season, free_season) {
        states.season[1..].iter_mut().rev().zip(values).for_each(|(state, value)| *state = value);
        close(&mut states.season, way);
    }
}

/// Searches models of one error and season (no trend, a damped one, another) side by side: the filter waits for each
/// observation's arithmetic before the next, so several models take little longer than one.
fn search_together(y: &[f64], group: &mut [&mut Candidate]) {
    let period = group.first().map_or(0, |first| first.states.season.len());
    let (mut one, mut two, mut four) = (Bank::<1>::new(period), Bank::<2>::new(period), Bank::<4>::new(period));
    let mut asking = Vec::with_capacity(group.len());
    loop {
        asking.clear();
        asking.extend((0..group.len()).filter(|&k| group[k].prepare()));
        match asking.len() {
            0 => return,
            1 => evaluate(y, group, &asking, &mut one),
            2 => evaluate(y, group, &asking, &mut two),
            _ => asking.chunks(4).for_each(|some| evaluate(y, group, some, &mut four)),
        }
    }
}

/// Runs the models that ask through a bank; lanes to spare repeat the first.
fn evaluate<const L: usize>(y: &[f64], group: &mut [&mut Candidate], asking: &[usize], bank: &mut Bank<L>) {
    for lane in 0..L {
        let Candidate { rates, states, .. } = &*group[asking.get(lane).copied().unwrap_or(asking[0])];
        bank.load(lane, rates, states, &Sums::default());
    }
    bank.run(group[asking[0]].form, y);
    for (lane, &candidate) in asking.iter().enumerate() {
        group[candidate].tell(&bank.sums(lane), y.len());
    }
}
