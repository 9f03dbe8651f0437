//! The recursion that the four models share: simple smoothing of the series, and a line through it.

/// The models of Fiorucci et al. (2016). They differ in two ways only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Stm,
    Otm,
    Dstm,
    Dotm,
}

impl Kind {
    pub(super) const ALL: [Kind; 4] = [Kind::Stm, Kind::Otm, Kind::Dstm, Kind::Dotm];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Stm => "STM",
            Self::Otm => "OTM",
            Self::Dstm => "DSTM",
            Self::Dotm => "DOTM",
        }
    }

    /// Whether each step has the line through the observations before it, rather than one line for all.
    pub(super) const fn dynamic(self) -> bool {
        matches!(self, Self::Dstm | Self::Dotm)
    }

    /// Whether theta is searched for, rather than 2.
    pub(super) const fn optimized(self) -> bool {
        matches!(self, Self::Otm | Self::Dotm)
    }
}

/// The least-squares line through the values at times 1 to n.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub(super) n: usize,
    pub(super) mean: f64,
    pub(super) slope: f64,
}

impl Line {
    pub(super) fn through(y: &[f64]) -> Self {
        let mut line = Self::default();
        y.iter().for_each(|&value| line.add(value));
        line
    }

    /// One value more, in constant time (equations 12 and 13).
    pub(super) fn add(&mut self, y: f64) {
        let n = self.n as f64;
        if self.n > 0 {
            self.slope = ((n - 1.0) * self.slope + 6.0 * (y - self.mean) / (n + 1.0)) / (n + 2.0);
        }
        self.mean = (n * self.mean + y) / (n + 1.0);
        self.n += 1;
    }

    /// A and B: the value at time 0 and the slope.
    pub(super) fn coefficients(&self) -> [f64; 2] {
        [self.mean - self.slope * (self.n as f64 + 1.0) / 2.0, self.slope]
    }
}

/// The smoothing parameter and the weight of the short term.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rates {
    pub(super) alpha: f64,
    pub(super) theta: f64,
}

/// A smaller power counts as 0: its terms are lost in rounding, and arithmetic with subnormal numbers is slow.
const LEAST_DECAY: f64 = 1e-200;

impl Rates {
    /// (1 - alpha)^(n+1) from (1 - alpha)^n.
    #[inline]
    pub(super) fn next_decay(self, decay: f64) -> f64 {
        if decay > LEAST_DECAY { decay * (1.0 - self.alpha) } else { 0.0 }
    }

    /// What A and B weigh in the forecast of observation n+1, where `decay` is (1 - alpha)^n.
    #[inline]
    pub(super) fn weights(self, decay: f64) -> [f64; 2] {
        let share = 1.0 - 1.0 / self.theta;
        [share * decay, share / self.alpha * (1.0 - decay * (1.0 - self.alpha))]
    }
}

/// A model in the middle of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Recursion {
    pub(super) rates: Rates,
    /// The smoothed level, at the beginning and now.
    pub(super) initial: f64,
    pub(super) level: f64,
    /// (1 - alpha)^n.
    pub(super) decay: f64,
    pub(super) line: Line,
}

impl Recursion {
    pub(super) fn new(rates: Rates, initial: f64) -> Self {
        Self { rates, initial, level: initial, decay: 1.0, line: Line::default() }
    }

    /// The forecast of the next observation, by a line's coefficients.
    pub(super) fn expect(&self, [a, b]: [f64; 2]) -> f64 {
        let [on_a, on_b] = self.rates.weights(self.decay);
        self.level + (a * on_a + b * on_b)
    }

    pub(super) fn learn(&mut self, y: f64) {
        self.level = self.rates.alpha * y + (1.0 - self.rates.alpha) * self.level;
        self.decay = self.rates.next_decay(self.decay);
        self.line.add(y);
    }
}

/// The first errors depend on the start more than on the model; neither the search nor sigma counts them.
pub(super) const BURN_IN: usize = 3;

/// The sum of squared one-step errors after the burn-in; `line` gives A and B for the forecast of value i.
#[inline]
pub(super) fn squares(y: &[f64], rates: Rates, initial: f64, line: impl Fn(usize) -> [f64; 2]) -> f64 {
    let (alpha, rest) = (rates.alpha, 1.0 - rates.alpha);
    let (mut level, mut decay, mut sum) = (initial, 1.0, 0.0);
    let share = 1.0 - 1.0 / rates.theta;
    let slope_share = share / alpha;
    for (i, &value) in y.iter().enumerate() {
        let [a, b] = line(i);
        let error = value - (level + (a * (share * decay) + b * (slope_share * (1.0 - decay * rest))));
        if i >= BURN_IN {
            sum += error * error;
        }
        level = alpha * value + rest * level;
        decay = rates.next_decay(decay);
    }
    sum
}
