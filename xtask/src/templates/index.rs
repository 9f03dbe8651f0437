//! What this component is, in a sentence.

use crate::component::{Component, Context, Hit, Index, IndexState, Items, Keeps, Store};
use crate::data::Strings;
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Finds the texts that share most words with a query.
///
/// Input: texts, none missing.
/// Output: the score is how many different words a text shares with the query; texts that share none are not found.
/// Cost: O(bytes) a query.
/// Source: name the paper and the reference implementation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct {{Class}} {}

/// ```
/// use kingpost::component::{Context, Index, SearchArgs};
/// use kingpost::{data::{Frame, Strings}, {{room}}::{{Class}}};
/// let texts = |texts: &[&str]| Frame::new().with("text", texts.iter().copied().collect::<Strings>());
/// let model = {{Class}}::default().fit(&texts(&["a king", "a post", "a king post"])?)?;
/// let found = model.search(&texts(&["king post"])?.into(), &SearchArgs::default(), &Context::new())?;
/// assert_eq!((found.numbers("id")?, found.f64("score")?), (vec![2.0, 0.0, 1.0], &[2.0, 1.0, 1.0][..]));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for {{Class}} {
    const ID: &'static str = "{{id}}";
    const NAME: &'static str = "{{Class}}";
    const VERSION: u32 = 1;
}

/// The texts.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    texts: Vec<String>,
}

impl Index for {{Class}} {
    type State = State;

    const KEEPS: Keeps = Keeps::Texts;

    fn fit_items(&self, items: &Items, ctx: &Context) -> Result<State> {
        let mut state = State { texts: Vec::new() };
        state.add(items, ctx)?;
        Ok(state)
    }
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split_whitespace().collect()
}

impl IndexState for State {
    fn len(&self) -> usize {
        self.texts.len()
    }

    fn search(&self, queries: &Items, k: usize, allowed: Option<&[bool]>, ctx: &Context) -> Result<Vec<Vec<Hit>>> {
        let queries = texts(queries)?;
        ctx.map(queries.len(), |query| {
            let wanted = words(queries.get(query).unwrap_or_default());
            let shared = |(row, text): (usize, &String)| (row as u32, words(text).intersection(&wanted).count() as f64);
            let mut hits: Vec<Hit> = self.texts.iter().enumerate().map(shared).collect();
            hits.retain(|&(row, score)| score > 0.0 && allowed.is_none_or(|allowed| allowed[row as usize]));
            hits.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            hits.truncate(k);
            Ok(hits)
        })
    }

    fn add(&mut self, items: &Items, _ctx: &Context) -> Result<()> {
        self.texts.extend(texts(items)?.iter().map(|text| text.unwrap_or_default().to_owned()));
        Ok(())
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.put_strings("texts", &self.texts.iter().map(String::as_str).collect());
        Ok(())
    }

    fn restore(store: &Store) -> Result<Self> {
        let texts = store.take_strings("texts")?;
        Ok(Self { texts: texts.iter().map(|text| text.unwrap_or_default().to_owned()).collect() })
    }
}

fn texts(items: &Items) -> Result<&Strings> {
    match items {
        Items::Texts(texts) => Ok(texts),
        Items::Vectors { .. } => Err(err!(Internal, "the family hands out what the index keeps")),
    }
}
