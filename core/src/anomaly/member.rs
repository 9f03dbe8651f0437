//! A detector that is a parameter of another: named in the parameters, fitted to the same table, saved with it.

use super::detectors;
use crate::component::{
    AnyDetector, AnyDetectorState, Choices, Chosen, Context, Detector, NestedDetector, Store, corrupt,
};
use crate::data::Table;
use crate::error::Result;

/// What a [`DetectorMember`] is chosen from: the detectors of tables.
pub struct Detectors;

impl Choices for Detectors {
    const WORD: &'static str = "detector";
    const TYPE: &'static str = "DetectorMember";
    type Entry = NestedDetector;

    fn all() -> &'static [NestedDetector] {
        detectors()
    }

    fn names(kind: &NestedDetector) -> (&'static str, &'static str) {
        (kind.entry.name, kind.entry.id)
    }
}

/// One of the detectors, as a parameter of another.
///
/// ```
/// use kingpost::anomaly::{DetectorMember, KNN};
/// let member = DetectorMember::from(KNN::default().n_neighbors(10u32));
/// let text = serde_json::to_string(&member)?;
/// assert_eq!(text, r#"{"detector":"KNN","params":{"n_neighbors":10}}"#);
/// assert_eq!(serde_json::from_str::<DetectorMember>(r#""KNN""#)?, KNN::default().into());
/// # Ok::<(), serde_json::Error>(())
/// ```
pub type DetectorMember = Chosen<Detectors>;

impl<D: Detector> From<D> for DetectorMember {
    fn from(component: D) -> Self {
        Self::of(&component)
    }
}

impl DetectorMember {
    /// The detector, its parameters checked; `field` is the parameter that names it.
    ///
    /// # Errors
    /// As [`Chosen::open`].
    pub(super) fn read(&self, field: &str) -> Result<Opened> {
        let (kind, detector) = self.open(field, |kind, params| (kind.read)(params))?;
        Ok(Opened { kind, detector })
    }
}

/// A member whose parameters were read.
pub(super) struct Opened {
    kind: &'static NestedDetector,
    detector: Box<dyn AnyDetector>,
}

impl Opened {
    /// Fits a table; the scores of its rows too.
    pub(super) fn fit(&self, table: &Table<'_>, ctx: &Context) -> Result<(FittedMember, Vec<f64>)> {
        let (state, scores) = self.detector.fit_any(table, ctx)?;
        Ok((FittedMember { kind: self.kind, state }, scores))
    }
}

/// A member fitted to a table.
pub(super) struct FittedMember {
    kind: &'static NestedDetector,
    state: Box<dyn AnyDetectorState>,
}

impl Clone for FittedMember {
    fn clone(&self) -> Self {
        Self { kind: self.kind, state: self.state.boxed_clone() }
    }
}

impl std::fmt::Debug for FittedMember {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a fitted {}", self.kind.entry.name)
    }
}

impl FittedMember {
    pub(super) fn name(&self) -> &'static str {
        self.kind.entry.name
    }

    pub(super) fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        self.state.score_any(table, ctx)
    }

    /// Writes the state and whose it is under a name.
    pub(super) fn store(&self, place: &str, store: &mut Store) -> Result<()> {
        let mut own = Store::default();
        self.state.store_any(&mut own)?;
        own.set("detector", &self.kind.entry.id)?;
        store.nest(&format!("{place}."), own);
        Ok(())
    }

    pub(super) fn restore(place: &str, store: &Store, columns: usize) -> Result<Self> {
        let own = store.nested(&format!("{place}."));
        let id: String = own.get("detector")?;
        let kind = detectors().iter().find(|kind| kind.entry.id == id);
        let kind = kind.ok_or_else(|| corrupt(place, &format!("is of '{id}', which is no detector of tables")))?;
        Ok(Self { kind, state: (kind.restore)(&own, columns)? })
    }
}
