//! The recursions of the model, forwards and backwards.
//!
//! The errors of the structure, d, follow from level, slope and waves alone; those of the model, e, from d by the ARMA
//! terms. A wave is turned by its own angle at every step, so a step costs a few operations a wave: no matrix is formed.

/// What the waves turn by; padded to whole lanes with waves that are always zero.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Turns {
    cos: Vec<f64>,
    sin: Vec<f64>,
    /// Where the waves of each season end, padding included, and how many there are.
    ends: Vec<(usize, usize)>,
}

/// Waves are summed in so many fixed lanes.
const LANES: usize = 4;

impl Turns {
    /// From the angles of each season's waves.
    pub(super) fn new(seasons: &[Vec<f64>]) -> Self {
        let mut turns = Self { cos: Vec::new(), sin: Vec::new(), ends: Vec::new() };
        for angles in seasons {
            turns.cos.extend(angles.iter().map(|&angle| libm::cos(angle)));
            turns.sin.extend(angles.iter().map(|&angle| libm::sin(angle)));
            let end = turns.cos.len().next_multiple_of(LANES);
            turns.cos.resize(end, 0.0);
            turns.sin.resize(end, 0.0);
            turns.ends.push((end, angles.len()));
        }
        turns
    }

    pub(super) fn seasons(&self) -> usize {
        self.ends.len()
    }

    /// How many waves there are.
    pub(super) fn waves(&self) -> usize {
        self.ends.iter().map(|(_, count)| count).sum()
    }

    /// The places of the waves, padding left out.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(end, _)| *end));
        starts.zip(&self.ends).flat_map(|(start, &(_, count))| start..start + count)
    }

    /// The places of a season's waves, with padding, and how many are real.
    fn season(&self, at: usize) -> (std::ops::Range<usize>, f64) {
        let start = if at == 0 { 0 } else { self.ends[at - 1].0 };
        (start..self.ends[at].0, self.ends[at].1 as f64)
    }
}

/// The parameters of a model. Without a trend beta is 0, without damping phi is 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rates {
    pub(super) alpha: f64,
    pub(super) beta: f64,
    pub(super) phi: f64,
    /// The two rates of each season.
    pub(super) gamma: Vec<[f64; 2]>,
    pub(super) ar: Vec<f64>,
    pub(super) ma: Vec<f64>,
}

/// Level, slope and waves; or what a quantity changes by with each of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct States {
    pub(super) level: f64,
    pub(super) slope: f64,
    pub(super) re: Vec<f64>,
    pub(super) im: Vec<f64>,
}

fn total(lanes: [f64; LANES]) -> f64 {
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
}

impl States {
    pub(super) fn zero(turns: &Turns) -> Self {
        let zeros = vec![0.0; turns.cos.len()];
        Self { level: 0.0, slope: 0.0, re: zeros.clone(), im: zeros }
    }

    pub(super) fn set(&mut self, other: &Self) {
        (self.level, self.slope) = (other.level, other.slope);
        self.re.copy_from_slice(&other.re);
        self.im.copy_from_slice(&other.im);
    }

    /// The season of so many.
    pub(super) fn season(&self, turns: &Turns, at: usize) -> f64 {
        let (range, _) = turns.season(at);
        sum(&self.re[range])
    }

    /// All seasons together.
    pub(super) fn seasons(&self, turns: &Turns) -> f64 {
        (0..turns.seasons()).map(|at| self.season(turns, at)).sum()
    }

    /// Moves on by a step with an error; the sum of the seasons then.
    #[inline]
    pub(super) fn advance(&mut self, turns: &Turns, rates: &Rates, d: f64) -> f64 {
        let rise = rates.phi * self.slope;
        self.level = self.level + rise + rates.alpha * d;
        self.slope = rise + rates.beta * d;
        let (mut start, mut seasons) = (0, 0.0);
        for (&(end, count), gamma) in turns.ends.iter().zip(&rates.gamma) {
            let (add_re, add_im) = (gamma[0] * d, gamma[1] * d);
            let range = start..end;
            let (re, im) = (&mut self.re[range.clone()], &mut self.im[range.clone()]);
            let (cos, sin) = (&turns.cos[range.clone()], &turns.sin[range]);
            let mut lanes = [0.0; LANES];
            let chunks = re.as_chunks_mut::<LANES>().0.iter_mut().zip(im.as_chunks_mut::<LANES>().0);
            for ((re, im), (cos, sin)) in chunks.zip(cos.as_chunks::<LANES>().0.iter().zip(sin.as_chunks::<LANES>().0))
            {
                for lane in 0..LANES {
                    let turned = re[lane] * cos[lane] + im[lane] * sin[lane];
                    im[lane] = im[lane] * cos[lane] - re[lane] * sin[lane] + add_im;
                    re[lane] = turned + add_re;
                    lanes[lane] += turned;
                }
            }
            self.clear_padding(start + count, end);
            seasons += total(lanes) + count as f64 * add_re;
            start = end;
        }
        seasons
    }

    fn clear_padding(&mut self, from: usize, to: usize) {
        self.re[from..to].fill(0.0);
        self.im[from..to].fill(0.0);
    }

    /// With the changes of a quantity with the states after a step: its change with the step's error, by way of the states.
    #[inline]
    fn by_error(&self, rates: &Rates, sums: &[[f64; 2]]) -> f64 {
        let seasons = sums.iter().zip(&rates.gamma).map(|(sum, gamma)| gamma[0] * sum[0] + gamma[1] * sum[1]);
        rates.alpha * self.level + rates.beta * self.slope + seasons.sum::<f64>()
    }

    /// Turns the changes with the states after a step into those with the states before it, where the step's forecast
    /// changes the quantity by `by_forecast`; `sums` are those of the waves of each season, and are kept up.
    #[inline]
    fn retreat(&mut self, turns: &Turns, rates: &Rates, by_forecast: f64, sums: &mut [[f64; 2]]) {
        let level = self.level + by_forecast;
        self.slope = rates.phi * (level + self.slope);
        self.level = level;
        let mut start = 0;
        for (&(end, count), sum) in turns.ends.iter().zip(sums) {
            let range = start..end;
            let (re, im) = (&mut self.re[range.clone()], &mut self.im[range.clone()]);
            let (cos, sin) = (&turns.cos[range.clone()], &turns.sin[range]);
            let (mut res, mut ims) = ([0.0; LANES], [0.0; LANES]);
            let chunks = re.as_chunks_mut::<LANES>().0.iter_mut().zip(im.as_chunks_mut::<LANES>().0);
            for ((re, im), (cos, sin)) in chunks.zip(cos.as_chunks::<LANES>().0.iter().zip(sin.as_chunks::<LANES>().0))
            {
                for lane in 0..LANES {
                    let turned = re[lane] * cos[lane] - im[lane] * sin[lane];
                    im[lane] = im[lane] * cos[lane] + re[lane] * sin[lane];
                    re[lane] = turned + by_forecast;
                    res[lane] += turned;
                    ims[lane] += im[lane];
                }
            }
            self.clear_padding(start + count, end);
            *sum = [total(res) + count as f64 * by_forecast, total(ims)];
            start = end;
        }
    }
}

fn sum(values: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    for chunk in values.as_chunks::<LANES>().0 {
        (0..LANES).for_each(|lane| lanes[lane] += chunk[lane]);
    }
    total(lanes)
}

/// Room for the passes over a series, used again and again.
#[derive(Clone, Debug)]
pub(super) struct Passes {
    states: States,
    /// The structure's errors, the slopes before each step, the model's errors, and the change of the sum of squares with
    /// each of the structure's errors, and then with each observation.
    pub(super) d: Vec<f64>,
    slopes: Vec<f64>,
    pub(super) e: Vec<f64>,
    pub(super) by: Vec<f64>,
    sums: Vec<[f64; 2]>,
}

/// The change of the sum of squares with each parameter and each first state.
#[derive(Clone, Debug)]
pub(super) struct Slopes {
    pub(super) rates: Rates,
    pub(super) states: States,
}

impl Passes {
    pub(super) fn new(n: usize, turns: &Turns) -> Self {
        let zeros = || vec![0.0; n];
        let sums = vec![[0.0; 2]; turns.seasons()];
        Self { states: States::zero(turns), d: zeros(), slopes: zeros(), e: zeros(), by: zeros(), sums }
    }

    /// Runs over a series; the sum of squared errors.
    pub(super) fn forwards(&mut self, turns: &Turns, rates: &Rates, start: &States, y: &[f64]) -> f64 {
        self.states.set(start);
        let mut seasons = start.seasons(turns);
        for ((y, d), slope) in y.iter().zip(&mut self.d).zip(&mut self.slopes) {
            *slope = self.states.slope;
            *d = y - (self.states.level + rates.phi * self.states.slope + seasons);
            seasons = self.states.advance(turns, rates, *d);
        }
        let mut squares = 0.0;
        for t in 0..y.len() {
            let (d, e) = (&self.d[..t], &self.e[..t]);
            self.e[t] = self.d[t] - terms(&rates.ar, d) - terms(&rates.ma, e);
            squares += self.e[t] * self.e[t];
        }
        squares
    }

    /// After a run forwards: how the sum of squares changes.
    pub(super) fn backwards(&mut self, turns: &Turns, rates: &Rates, slopes: &mut Slopes) {
        let n = self.d.len();
        self.through_arma(rates, &mut slopes.rates);
        let Slopes { rates: by, states } = slopes;
        states.level = 0.0;
        states.slope = 0.0;
        states.re.fill(0.0);
        states.im.fill(0.0);
        self.sums.fill([0.0; 2]);
        (by.alpha, by.beta, by.phi) = (0.0, 0.0, 0.0);
        by.gamma.fill([0.0; 2]);
        for t in (0..n).rev() {
            let d = self.d[t];
            by.alpha += states.level * d;
            by.beta += states.slope * d;
            for (by, sum) in by.gamma.iter_mut().zip(&self.sums) {
                by[0] += sum[0] * d;
                by[1] += sum[1] * d;
            }
            let by_error = self.by[t] + states.by_error(rates, &self.sums);
            by.phi += (states.level + states.slope - by_error) * self.slopes[t];
            self.by[t] = by_error;
            states.retreat(turns, rates, -by_error, &mut self.sums);
        }
    }

    /// Leaves the changes with the structure's errors in `by`.
    fn through_arma(&mut self, rates: &Rates, slopes: &mut Rates) {
        let n = self.d.len();
        self.by.iter_mut().zip(&self.e).for_each(|(by, e)| *by = 2.0 * e);
        for t in (0..n).rev() {
            for (lag, ma) in rates.ma.iter().enumerate().take(n - 1 - t) {
                self.by[t] -= ma * self.by[t + 1 + lag];
            }
        }
        let product = |lag: usize, values: &[f64]| {
            -self.by.iter().skip(lag).zip(values).map(|(by, value)| by * value).sum::<f64>()
        };
        for (lag, slope) in slopes.ar.iter_mut().enumerate() {
            *slope = product(lag + 1, &self.d);
        }
        for (lag, slope) in slopes.ma.iter_mut().enumerate() {
            *slope = product(lag + 1, &self.e);
        }
        // An error of the structure is in later errors by the autoregressive terms.
        for t in 0..n {
            for (lag, ar) in rates.ar.iter().enumerate().take(n - 1 - t) {
                self.by[t] -= ar * self.by[t + 1 + lag];
            }
        }
    }
}

/// The terms of the last values, the latest first.
#[inline]
pub(super) fn terms(coefficients: &[f64], past: &[f64]) -> f64 {
    coefficients.iter().zip(past.iter().rev()).map(|(c, value)| c * value).sum()
}

/// Rows of what the forecasts 1, 2, .. of a structure without new information change by with each first state.
pub(super) struct Rows<'a> {
    turns: &'a Turns,
    rates: &'a Rates,
    pub(super) row: States,
    sums: Vec<[f64; 2]>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(turns: &'a Turns, rates: &'a Rates) -> Self {
        let mut rows = Self { turns, rates, row: States::zero(turns), sums: vec![[0.0; 2]; turns.seasons()] };
        rows.row.retreat(turns, rates, 1.0, &mut rows.sums);
        rows
    }

    pub(super) fn next(&mut self) {
        let by_error = self.row.by_error(self.rates, &self.sums);
        self.row.retreat(self.turns, self.rates, -by_error, &mut self.sums);
    }
}
