//! What this component is, in a sentence.

use crate::component::{Component, Context, Store, Vectorizer, VectorizerState};
use crate::data::{Csr, Strings};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Counts the bytes and the words of a text.
///
/// Input: texts, none missing.
/// Cost: O(bytes).
/// Source: name the paper and the reference implementation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct {{Class}} {}

/// ```
/// use kingpost::{component::{Context, Vectorizer}, data::{Frame, Strings}, {{room}}::{{Class}}};
/// let texts: Strings = ["two words"].into_iter().collect();
/// let model = {{Class}}::default().fit(&texts)?;
/// let features = model.transform(&Frame::new().with("text", texts)?.into(), &Context::new())?;
/// assert_eq!(features.row(0), (&[0, 1][..], &[9.0, 2.0][..]));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for {{Class}} {
    const ID: &'static str = "{{id}}";
    const NAME: &'static str = "{{Class}}";
    const VERSION: u32 = 1;
}

/// Nothing is learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct State;

impl Vectorizer for {{Class}} {
    type State = State;

    fn fit_texts(&self, _texts: &Strings, _ctx: &Context) -> Result<State> {
        Ok(State)
    }
}

impl VectorizerState for State {
    fn transform(&self, texts: &Strings, _ctx: &Context) -> Result<Csr> {
        let counts = |text: Option<&str>| {
            let text = text.unwrap_or_default();
            [text.len() as f64, text.split_whitespace().count() as f64]
        };
        let rows = texts.len() as i64;
        Csr::new(2, (0..=rows).map(|row| 2 * row).collect(), [0, 1].repeat(texts.len()), texts.iter().flat_map(counts).collect())
    }

    fn feature_names(&self) -> Result<Strings> {
        Ok(["bytes", "words"].into_iter().collect())
    }

    fn store(&self, _store: &mut Store) -> Result<()> {
        Ok(())
    }

    fn restore(_store: &Store) -> Result<Self> {
        Ok(State)
    }
}
