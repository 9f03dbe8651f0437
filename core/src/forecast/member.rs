//! A forecaster that is a parameter of another: named in the parameters, fitted to a series, saved with it.

use crate::component::{
    AnyForecaster, AnyState, Choices, Chosen, Context, Entry, ErrorScale, FittedSeries, Forecaster, ForecasterKind,
    Intervals, Request, RowReader, RowWriter, Store, corrupt,
};
use crate::data::Series;
use crate::error::{Result, err};
use serde_json::{Value, json};

/// What a [`Member`] is chosen from: the forecasters of series.
pub struct Forecasters;

impl Choices for Forecasters {
    const WORD: &'static str = "forecaster";
    const TYPE: &'static str = "Member";
    type Entry = Entry;

    fn all() -> &'static [Entry] {
        super::list()
    }

    fn names(entry: &Entry) -> (&'static str, &'static str) {
        (entry.name, entry.id)
    }
}

/// One of the forecasters, as a parameter of another.
///
/// ```
/// use kingpost::forecast::{AutoETS, Member};
/// let member = Member::from(AutoETS::default().model("ANN"));
/// let text = serde_json::to_string(&member)?;
/// assert_eq!(text, r#"{"forecaster":"AutoETS","params":{"model":"ANN"}}"#);
/// assert_eq!(serde_json::from_str::<Member>(r#""AutoETS""#)?, AutoETS::default().into());
/// # Ok::<(), serde_json::Error>(())
/// ```
pub type Member = Chosen<Forecasters>;

impl<F: Forecaster> From<F> for Member {
    fn from(component: F) -> Self {
        Self::of(&component)
    }
}

impl Member {
    /// With a parameter, unless it has one of that name or takes none.
    pub(super) fn with(self, name: &str, value: impl Into<Value>) -> Self {
        let known = |entry: &Entry| entry.schema()["properties"].get(name).is_some();
        if self.entry().is_some_and(known) { self.set(name, value) } else { self }
    }

    /// For the sums of so many observations of a series with this season: its season, or those it names, in sums; those that are
    /// no whole number of sums are left out.
    pub(super) fn for_sums(self, season: usize, length: usize) -> Self {
        let known = |entry: &Entry, name: &str| entry.schema()["properties"].get(name).is_some();
        let takes = |name: &str| self.entry().is_some_and(|entry| known(entry, name));
        if takes("season_length") {
            return self.put("season_length", season / length);
        }
        if !takes("season_lengths") {
            return self;
        }
        let named: Vec<f64> = match self.get("season_lengths") {
            // To be found in the sums.
            Some(Value::Array(lengths)) if lengths.is_empty() => return self,
            Some(Value::Array(lengths)) => lengths.iter().filter_map(Value::as_f64).collect(),
            Some(own) => own.as_f64().into_iter().collect(),
            None => vec![season as f64],
        };
        let length = length as f64;
        let sums = named.iter().filter(|own| own.fract() != 0.0 || *own % length == 0.0).map(|own| own / length);
        let written = |own: f64| if own.fract() == 0.0 { json!(own as u64) } else { json!(own) };
        let mut sums: Vec<Value> = sums.filter(|&own| own > 1.0).map(written).collect();
        if sums.is_empty() {
            sums.push(json!(1));
        }
        self.put("season_lengths", sums)
    }

    /// The forecaster, its parameters checked; `field` is the parameter that names it.
    ///
    /// # Errors
    /// As [`Chosen::open`].
    pub(crate) fn read(&self, field: &str) -> Result<Opened> {
        let (entry, forecaster) = self.open(field, |entry, params| (kind(entry)?.read)(params))?;
        Ok(Opened { entry, forecaster })
    }
}

fn kind(entry: &Entry) -> Result<&ForecasterKind> {
    entry.forecaster.as_ref().ok_or_else(|| err!(Internal, "{} is no forecaster of series", entry.name))
}

/// A member whose parameters were read.
pub(crate) struct Opened {
    pub(super) entry: &'static Entry,
    forecaster: Box<dyn AnyForecaster>,
}

impl Opened {
    /// Fits a series; its one-step forecasts too.
    pub(crate) fn fit(&self, series: Series<'_>, ctx: &Context) -> Result<(Fitted, Vec<f64>)> {
        let FittedSeries { state, fitted } = self.forecaster.fit_any(series, ctx)?;
        Ok((Fitted { entry: self.entry, state }, fitted))
    }

    pub(super) fn takes_regressors(&self) -> bool {
        self.entry.takes_regressors()
    }
}

/// A member fitted to a series.
#[derive(Clone)]
pub(crate) struct Fitted {
    pub(crate) entry: &'static Entry,
    state: Box<dyn AnyState>,
}

impl Fitted {
    pub(super) fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let mut answer = self.state.forecast(request)?;
        if self.state.least() >= 0.0 {
            answer.cut_at_zero();
        }
        Ok(answer)
    }

    pub(crate) fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        self.state.update(new)
    }

    pub(super) fn error_scale(&self) -> ErrorScale {
        self.state.error_scale()
    }

    pub(super) fn error_sizes(&self, y: &[f64]) -> Vec<f64> {
        self.state.error_sizes(y)
    }

    pub(super) fn least(&self) -> f64 {
        self.state.least()
    }

    pub(crate) fn forget(&mut self) {
        self.state.forget();
    }

    /// Writes the state into a table of its own; its owner writes down whose it is.
    pub(crate) fn store(&self, table: &str, row: &mut RowWriter) {
        row.nested(table, |row| self.state.store(row));
    }

    /// Reads the state of the forecaster of an id out of its table.
    pub(crate) fn restore(id: &str, table: &str, row: &mut RowReader<'_>) -> Result<Self> {
        let entry = super::list().iter().find(|entry| entry.id == id);
        let entry = entry.ok_or_else(|| corrupt(table, &format!("is of '{id}', which is no forecaster")))?;
        let restore = kind(entry)?.restore;
        Ok(Self { entry, state: row.nested(table, restore)? })
    }

    fn written(&self) -> Store {
        let (mut rows, mut store) = (RowWriter::default(), Store::default());
        self.state.store(&mut rows);
        rows.end_row();
        rows.store(&mut store);
        store
    }
}

impl std::fmt::Debug for Fitted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a fitted {}", self.entry.name)
    }
}

/// Equal is what is saved as the same.
impl PartialEq for Fitted {
    fn eq(&self, other: &Self) -> bool {
        self.entry.id == other.entry.id && self.written() == other.written()
    }
}
