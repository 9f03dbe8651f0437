//! Several rankings as one.

use crate::component::{Answer, Component, Context, Function, Id, Input, Inputs, Output, setters};
use crate::data::{Column, Frame};
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Puts rankings of the same queries together, such as those of words and of vectors: reciprocal rank fusion.
///
/// An item scores w / (constant + rank) in each ranking that has it, and the sum ranks it: what several rankings have near the
/// top comes first, whatever their scores are made of. Equal sums are ordered by the first ranking that has the item, and the
/// item's rank there.
///
/// Input: answers of `search`: `query`, `rank`, `id`; other columns are ignored.
/// Output: at most `k` rows a query: `query`, `rank`, `id`, `score`.
/// Errors: `kp.invalid_params` unless there is one positive weight a ranking; `kp.invalid_data` for ids of two kinds and for ranks below 1.
/// Cost: the rows, sorted.
/// Source: Cormack, Clarke and Büttcher, Reciprocal rank fusion outperforms Condorcet and individual rank learning methods, 2009.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Fuse {
    /// How many items a query gets at most.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub k: usize,
    /// How little the first ranks stand out.
    #[schemars(range(min = 0.0, max = 1e6))]
    pub constant: f64,
    /// The weight of each ranking; null for equal ones.
    pub weights: Option<Vec<f64>>,
}

impl Default for Fuse {
    fn default() -> Self {
        Self { k: 10, constant: 60.0, weights: None }
    }
}

setters! {
    /// Setters.
    Fuse {
        /// Sets how many items a query gets at most.
        k: usize,
        /// Sets how little the first ranks stand out.
        constant: f64,
        /// Sets the weight of each ranking.
        weights: impl Into<Option<Vec<f64>>>,
    }
}

impl Component for Fuse {
    const ID: &'static str = "text.fuse";
    const NAME: &'static str = "Fuse";
    const VERSION: u32 = 1;
}

/// The sum of an item, and where it was first.
type Sum = (f64, usize, i64);

fn whole(frame: &Frame, name: &str) -> Result<Vec<i64>> {
    let column = frame.column(name)?;
    column.to_i64().ok_or_else(|| {
        err!(InvalidData, "column '{name}' holds {}; it must hold whole numbers", column.kind()).with("column", name)
    })
}

fn ids(frame: &Frame) -> Result<Vec<Id>> {
    match frame.column("id")? {
        Column::Str(ids) => Ok(ids.iter().map(|id| Id::Text(id.unwrap_or_default().to_owned())).collect()),
        _ => Ok(whole(frame, "id")?.into_iter().map(Id::Number).collect()),
    }
}

/// ```
/// use kingpost::{component::{Context, Function}, data::Frame, text::Fuse};
/// let ranking = |ids: [i64; 2]| Frame::new().with("query", vec![0i64, 0])?.with("rank", vec![1i64, 2])?.with("id", ids.to_vec());
/// let fused = Fuse::default().call(&[Some(&ranking([7, 8])?), Some(&ranking([8, 9])?)], &Context::new())?.frame()?;
/// assert_eq!(fused.numbers("id")?, [8.0, 7.0, 9.0]);
/// assert_eq!(fused.f64("score")?[0], 1.0 / 62.0 + 1.0 / 61.0);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for Fuse {
    const INPUTS: &'static [Input] = &[
        Input { name: "first", doc: "A ranking.", needed: true },
        Input { name: "second", doc: "Another ranking of the same queries.", needed: true },
        Input { name: "third", doc: "A third.", needed: false },
        Input { name: "fourth", doc: "A fourth.", needed: false },
    ];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, _ctx: &Context) -> Result<Answer> {
        let rankings: Vec<&Frame> = Self::INPUTS.iter().filter_map(|input| inputs.get(input.name)).collect();
        let weights = self.weights.clone().unwrap_or_else(|| vec![1.0; rankings.len()]);
        if weights.len() != rankings.len() || weights.iter().any(|&weight| !(weight > 0.0 && weight <= 1e6)) {
            let (has, needs) = (weights.len(), rankings.len());
            return Err(err!(InvalidParams, "weights has {has} numbers; must have {needs}, above 0 and at most 1e6")
                .with("param", "weights"));
        }
        let mut sums: BTreeMap<i64, BTreeMap<Id, Sum>> = BTreeMap::new();
        for (number, (ranking, weight)) in rankings.iter().zip(weights).enumerate() {
            let (queries, ranks, ids) = (whole(ranking, "query")?, whole(ranking, "rank")?, ids(ranking)?);
            for (row, ((query, rank), id)) in queries.into_iter().zip(ranks).zip(ids).enumerate() {
                if rank < 1 {
                    return Err(err!(InvalidData, "rank is {rank} in row {row}; must be at least 1").with("row", row));
                }
                let sum = sums.entry(query).or_default().entry(id).or_insert((0.0, number, rank));
                sum.0 += weight / (self.constant + rank as f64);
            }
        }
        self.frame(sums)
    }
}

impl Fuse {
    fn frame(&self, sums: BTreeMap<i64, BTreeMap<Id, Sum>>) -> Result<Answer> {
        let (mut queries, mut ranks, mut ids, mut scores) = (vec![], vec![], vec![], vec![]);
        for (query, items) in sums {
            let mut items: Vec<(Id, Sum)> = items.into_iter().collect();
            items.sort_by(|(_, a), (_, b)| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
            for (rank, (id, sum)) in items.into_iter().take(self.k).enumerate() {
                queries.push(query);
                ranks.push(rank as i64 + 1);
                ids.push(id);
                scores.push(sum.0);
            }
        }
        let numbers: Option<Vec<i64>> =
            ids.iter().map(|id| if let Id::Number(n) = id { Some(*n) } else { None }).collect();
        let texts = ids.iter().map(|id| if let Id::Text(text) = id { Some(text.as_str()) } else { None });
        let column = match (numbers, texts.collect::<Option<Vec<&str>>>()) {
            (Some(numbers), _) => Column::I64(numbers),
            (None, Some(texts)) => Column::Str(texts.into_iter().collect()),
            _ => return Err(err!(InvalidData, "the rankings have ids of two kinds, text and numbers")),
        };
        let frame = Frame::new().with("query", queries)?.with("rank", ranks)?.with("id", column)?;
        Ok(frame.with("score", scores)?.into())
    }
}
