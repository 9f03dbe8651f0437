//! A classifier that is a parameter of another.

use crate::component::{Choices, Chosen, Classifier, ClassifierState, Context, Parts, Store, params};
use crate::data::Documents;
use crate::error::Result;
use crate::text::{ComplementNB, FastTextClassifier, LinearClassifier, LinearSVM, LogisticRegression, MultinomialNB};
use ndarray::Array2;
use serde_json::Value;

/// What a [`ClassifierMember`] is chosen from: the classifiers of texts.
pub struct Classifiers;

impl Choices for Classifiers {
    const WORD: &'static str = "classifier";
    const TYPE: &'static str = "ClassifierMember";
    type Entry = Kind;

    fn all() -> &'static [Kind] {
        &KINDS
    }

    fn names(kind: &Kind) -> (&'static str, &'static str) {
        (kind.name, kind.id)
    }
}

/// One of the classifiers of texts, as a parameter of another: a name alone, or with parameters
/// {"classifier": "LinearClassifier", "params": {"c": 10}}; in Rust any of them becomes one.
pub type ClassifierMember = Chosen<Classifiers>;

impl<C: Classifier> From<C> for ClassifierMember {
    fn from(component: C) -> Self {
        Self::of(&component)
    }
}

impl ClassifierMember {
    /// The classifier, its parameters checked; `field` is the parameter that names it.
    ///
    /// # Errors
    /// As [`Chosen::open`].
    pub(super) fn read(&self, field: &str) -> Result<Opened> {
        let (kind, classifier) = self.open(field, |kind, params| (kind.read)(params))?;
        Ok(Opened { kind, classifier })
    }
}

/// A classifier with its parameters, whichever it is.
trait AnyClassifier: Send + Sync {
    fn fit(&self, documents: &Documents, labels: &[usize], classes: usize, ctx: &Context) -> Result<Box<dyn AnyState>>;
}

/// A fitted classifier, whichever it is; the verbs are those of [`ClassifierState`].
pub(super) trait AnyState: Send + Sync {
    fn predict_proba(&self, documents: &Documents, ctx: &Context) -> Result<Array2<f64>>;
    fn explain_as(
        &self,
        documents: &Documents,
        classes: &[usize],
        top: usize,
        ctx: &Context,
    ) -> Result<Vec<Vec<(String, f64)>>>;
    fn columns(&self) -> Option<usize>;
    fn parts(&self) -> Result<Parts>;
    fn store(&self, store: &mut Store) -> Result<()>;
    fn boxed_clone(&self) -> Box<dyn AnyState>;
}

impl<C: Classifier> AnyClassifier for C {
    fn fit(&self, documents: &Documents, labels: &[usize], classes: usize, ctx: &Context) -> Result<Box<dyn AnyState>> {
        Ok(Box::new(State(self.fit_documents(documents, labels, classes, ctx)?)))
    }
}

/// What one type of classifier knows.
struct State<S>(S);

impl<S: ClassifierState> AnyState for State<S> {
    fn predict_proba(&self, documents: &Documents, ctx: &Context) -> Result<Array2<f64>> {
        self.0.predict_proba(documents, ctx)
    }

    fn explain_as(
        &self,
        documents: &Documents,
        classes: &[usize],
        top: usize,
        ctx: &Context,
    ) -> Result<Vec<Vec<(String, f64)>>> {
        self.0.explain_as(documents, classes, top, ctx)
    }

    fn columns(&self) -> Option<usize> {
        self.0.columns()
    }

    fn parts(&self) -> Result<Parts> {
        self.0.parts()
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.0.store(store)
    }

    fn boxed_clone(&self) -> Box<dyn AnyState> {
        Box::new(State(self.0.clone()))
    }
}

impl Clone for Box<dyn AnyState> {
    fn clone(&self) -> Self {
        (**self).boxed_clone()
    }
}

/// A kind of classifier.
pub struct Kind {
    pub(super) name: &'static str,
    id: &'static str,
    read: fn(&Value) -> Result<Box<dyn AnyClassifier>>,
    pub(super) restore: fn(&Store, usize) -> Result<Box<dyn AnyState>>,
}

impl Kind {
    const fn of<C: Classifier>() -> Self {
        Self {
            name: C::NAME,
            id: C::ID,
            read: |value| Ok(Box::new(params::read::<C>(C::NAME, value)?)),
            restore: |store, classes| Ok(Box::new(State(C::State::restore(store, classes)?))),
        }
    }
}

static KINDS: [Kind; 6] = [
    Kind::of::<ComplementNB>(),
    Kind::of::<FastTextClassifier>(),
    Kind::of::<LinearClassifier>(),
    Kind::of::<LinearSVM>(),
    Kind::of::<LogisticRegression>(),
    Kind::of::<MultinomialNB>(),
];

/// A member whose parameters were read.
pub(super) struct Opened {
    pub(super) kind: &'static Kind,
    classifier: Box<dyn AnyClassifier>,
}

impl Opened {
    pub(super) fn fit(
        &self,
        documents: &Documents,
        labels: &[usize],
        classes: usize,
        ctx: &Context,
    ) -> Result<Box<dyn AnyState>> {
        self.classifier.fit(documents, labels, classes, ctx)
    }
}
