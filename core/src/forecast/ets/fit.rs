//! The fit of one model, and the choice among all.

use super::AutoETS;
use super::form::{Form, Way};
use super::initial::{close, start};
use super::kernel::{Bank, Rates, States, Sums, run};
use crate::component::Context;
use crate::error::{Result, err};
use crate::forecast::criteria::Criteria;
use crate::forecast::smoothing::best_alpha;
use crate::math::nelder_mead::{NelderMead, Search};

/// The seasonal states of a longer season stay where the heuristics put them: a simplex in so many dimensions would need
/// memory and time in the square of the season's length.
const LONGEST_FREE_SEASON: usize = 366;

/// How the fits of one search are done.
#[derive(Clone, Copy)]
struct Plan {
    /// How many seasons the first seasonal states are taken from.
    seasons: usize,
    /// Whether the seasonal states are searched from the beginning.
    whole: bool,
    search: NelderMead,
}

impl Plan {
    /// What the reference does: every model is fitted whole.
    fn full() -> Self {
        Self { seasons: usize::MAX, whole: true, search: NelderMead::default() }
    }

    /// The first of two steps. Six seasons, for a season that changes is given to the filter as it was at the beginning;
    /// a tolerance far below the differences of criteria that matter. Both were chosen on M1, M3, M4 and Tourism: 4 to 7
    /// seasons and half or twice the tolerance are about as good.
    fn coarse() -> Self {
        Self { seasons: 6, whole: false, search: NelderMead { tolerance: 1e-2, ..NelderMead::default() } }
    }

    /// The second step, of the best model alone, seasonal states included. More iterations do not forecast better.
    fn fine() -> NelderMead {
        NelderMead { max_iterations: 100, ..NelderMead::default() }
    }
}

/// A model is passed over when its mean absolute error is so many times that of naive forecasts: one jump in the series
/// can make such a model the likeliest.
const MOST_ERROR: f64 = 2.0;

/// The shortest series that models are chosen for.
const LEAST_SEARCHED: usize = 7;

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

    /// Too few observations for a search: simple smoothing from the first of them on, as R's `ets` does.
    fn simple(form: Form, y: &[f64]) -> Self {
        let alpha = best_alpha(y, [LEAST_RATE, MOST_RATE]);
        Self { form, rates: Rates { alpha, ..Self::constant(0.0).rates }, ..Self::constant(y[0]) }
    }

    /// Whether the one-step errors are of a size that naive forecasts have too.
    fn is_sane(&self, y: &[f64]) -> bool {
        let expected = run(self.form, y, &self.rates, &mut self.start.clone(), &mut Sums::default());
        let errors: f64 = y.iter().zip(&expected).skip(1).map(|(y, expected)| (y - expected).abs()).sum();
        let naive: f64 = y.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
        errors <= MOST_ERROR * naive
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
    if n < LEAST_SEARCHED {
        return Ok(Fit::simple(forms[0], y));
    }
    // Without a season there is little to hold, and coarse fits of short series choose worse.
    let in_steps = component.stepwise && period > 1;
    let plan = if in_steps { Plan::coarse() } else { Plan::full() };
    let mut bounds = Bounds { beta: MOST_RATE, gamma: MOST_RATE };
    let mut candidates = Vec::new();
    let mut needed = usize::MAX;
    for form in forms {
        let fixed = usize::from(form.damped && component.phi.is_some());
        let parameters = form.parameters(period, fixed);
        needed = needed.min(parameters + 3);
        let candidate = Candidate::new(y, form, period, component.phi, parameters, &mut bounds, &plan);
        if parameters + 2 <= n {
            candidates.push(candidate);
        }
    }
    for kind in 0..candidates.len() {
        let Form { error, season, .. } = candidates[kind].form;
        let same = |form: Form| form.error == error && form.season == season;
        if candidates[..kind].iter().any(|earlier| same(earlier.form)) {
            continue;
        }
        ctx.check()?;
        search_together(y, &mut candidates.iter_mut().filter(|candidate| same(candidate.form)).collect::<Vec<_>>());
    }
    let value = |candidate: &Candidate| {
        let deviance = candidate.search.minimum().value;
        Criteria::of(deviance, candidate.parameters + 1, n).get(component.criterion)
    };
    let mut ranked: Vec<(f64, Candidate)> = candidates.into_iter().map(|one| (value(&one), one)).collect();
    ranked.retain(|(value, _)| *value < f64::INFINITY);
    ranked.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut fits = ranked.into_iter().map(|(_, candidate)| candidate.finish(y, in_steps));
    match fits.next() {
        Some(first) if component.stepwise && !first.is_sane(y) => Ok(fits.find(|fit| fit.is_sane(y)).unwrap_or(first)),
        Some(first) => Ok(first),
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
    let asked = 2 * named + usize::from(damped == Some(true));
    let needed = LEAST_SEARCHED + asked;
    if asked > 0 && n < needed {
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
    parameters: usize,
    fixed_phi: Option<f64>,
    free_season: bool,
    lower: Vec<f64>,
    upper: Vec<f64>,
    search: Search,
    /// The rates and states of the vector asked for.
    rates: Rates,
    states: States,
}

impl Candidate {
    fn new(
        y: &[f64],
        form: Form,
        period: usize,
        phi: Option<f64>,
        parameters: usize,
        bounds: &mut Bounds,
        plan: &Plan,
    ) -> Self {
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
        let start = start(y, period, form, plan.seasons);
        let mut free = |value: f64| add(value, f64::NEG_INFINITY, f64::INFINITY);
        free(start.level);
        if form.trend {
            free(start.trend);
        }
        let states = States { level: start.level, trend: start.trend, season: start.season, place: 0 };
        let rates = Rates { alpha, beta: 0.0, gamma: 0.0, phi: 1.0 };
        let search = Search::new(&plan.search, &x, &lower, &upper);
        let fixed = Self { form, parameters, fixed_phi: phi, free_season: false, lower, upper, search, rates, states };
        if plan.whole { fixed.whole(x, &plan.search) } else { fixed }
    }

    /// A search from a vector and the seasonal states that it was found with, which are free from here on.
    fn whole(mut self, mut x: Vec<f64>, search: &NelderMead) -> Self {
        if self.states.season.len() <= LONGEST_FREE_SEASON {
            self.free_season = true;
            x.extend(self.states.season.iter().skip(1).rev());
            self.lower.resize(x.len(), f64::NEG_INFINITY);
            self.upper.resize(x.len(), f64::INFINITY);
        }
        self.search = Search::new(search, &x, &self.lower, &self.upper);
        self
    }

    /// The fit; after a second step if there is one.
    fn finish(mut self, y: &[f64], again: bool) -> Fit {
        if again {
            let x = self.search.minimum().x;
            self = self.whole(x, &Plan::fine());
            search_together(y, &mut [&mut self]);
        }
        let x = self.search.minimum().x;
        self.unpack(&x);
        Fit { form: self.form, rates: self.rates, start: self.states, parameters: self.parameters }
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

    fn unpack(&mut self, x: &[f64]) {
        unpack(self.form, self.fixed_phi, self.free_season, x, &mut self.rates, &mut self.states);
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
