//! The lists of texts by term, and what each entry counts.

use super::build::{Lists, append};
use super::{BM25, texts};
use crate::component::{Context, Hit, IndexState, Items, Parts, Store, corrupt};
use crate::data::{Frame, Strings};
use crate::error::Result;
use crate::text::analyze::Analysis;
use crate::text::vocabulary::Vocabulary;
use serde_json::json;

/// An index of texts.
#[derive(Clone, Debug)]
pub struct Bm25State {
    params: BM25,
    pub(super) analysis: Analysis,
    pub(super) terms: Vocabulary,
    pub(super) lists: Lists,
    /// How many terms each text has.
    lengths: Vec<u32>,
    /// What each entry of the lists counts, beyond what the term counts for a text without it; never 0.
    pub(super) impacts: Vec<f32>,
    /// The greatest of each list.
    pub(super) greatest: Vec<f32>,
    /// What a term counts for a text without it.
    pub(super) absent: Vec<f32>,
}

impl Bm25State {
    pub(super) fn new(params: BM25) -> Result<Self> {
        let analysis = params.analysis()?;
        Ok(Self {
            params,
            analysis,
            terms: Vocabulary::default(),
            lists: Lists::default(),
            lengths: Vec::new(),
            impacts: Vec::new(),
            greatest: Vec::new(),
            absent: Vec::new(),
        })
    }

    pub(super) fn take_in(&mut self, texts: &Strings, ctx: &Context) -> Result<()> {
        append(&self.analysis, texts, (&mut self.terms, &mut self.lists, &mut self.lengths), ctx)?;
        self.weigh();
        Ok(())
    }

    /// Works out what each entry counts.
    fn weigh(&mut self) {
        let all = self.lengths.len();
        let total: f64 = self.lengths.iter().map(|&length| f64::from(length)).sum();
        let mean = if total > 0.0 { total / all as f64 } else { 1.0 };
        self.impacts = Vec::with_capacity(self.lists.texts.len());
        (self.greatest, self.absent) = (Vec::new(), Vec::new());
        for term in 0..self.terms.len() {
            let range = self.lists.of(term as u32);
            let idf = self.params.idf(all, range.len());
            let without = match self.params.method {
                super::Bm25Method::Bm25Plus | super::Bm25Method::Bm25l => idf * self.params.part(0.0, 1.0),
                _ => 0.0,
            };
            let mut greatest = 0f32;
            for entry in range {
                let (text, count) = (self.lists.texts[entry] as usize, f64::from(self.lists.counts[entry]));
                let part = idf * self.params.part(count, f64::from(self.lengths[text]) / mean);
                let impact = ((part - without) as f32).max(f32::MIN_POSITIVE);
                greatest = greatest.max(impact);
                self.impacts.push(impact);
            }
            self.greatest.push(greatest);
            self.absent.push(without as f32);
        }
    }
}

impl IndexState for Bm25State {
    fn len(&self) -> usize {
        self.lengths.len()
    }

    fn search(&self, queries: &Items, k: usize, allowed: Option<&[bool]>, ctx: &Context) -> Result<Vec<Vec<Hit>>> {
        self.rank(texts(queries)?, k, allowed, ctx)
    }

    fn add(&mut self, items: &Items, ctx: &Context) -> Result<()> {
        self.take_in(texts(items)?, ctx)
    }

    fn parts(&self) -> Result<Parts> {
        let total: u64 = self.lengths.iter().map(|&length| u64::from(length)).sum();
        let mean = if self.lengths.is_empty() { 0.0 } else { total as f64 / self.lengths.len() as f64 };
        let summary = json!({"terms": self.terms.len(), "mean_length": mean});
        let df = (0..self.terms.len()).map(|term| self.lists.of(term as u32).len() as i64).collect::<Vec<_>>();
        let table = Frame::new().with("term", self.names())?.with("document_frequency", df)?;
        let summary = summary.as_object().cloned().unwrap_or_default();
        Ok(Parts { summary, tables: vec![("terms".into(), table)] })
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("bm25", &self.params)?;
        store.put_strings("terms", &self.names());
        store.put("offsets", &self.lists.offsets.iter().map(|&offset| offset as i64).collect::<Vec<_>>());
        store.put("texts", &self.lists.texts);
        store.put("counts", &self.lists.counts);
        store.put("lengths", &self.lengths);
        Ok(())
    }

    fn restore(store: &Store) -> Result<Self> {
        let mut state = Self::new(store.params("bm25")?).map_err(|error| corrupt("bm25", error.message()))?;
        let names = store.take_strings("terms")?;
        for name in names.iter() {
            state.terms.insert(name.unwrap_or_default().as_bytes());
        }
        let offsets: Vec<i64> = store.take_exactly("offsets", names.len() + 1)?;
        let texts: Vec<u32> = store.take("texts")?;
        let counts: Vec<u32> = store.take_exactly("counts", texts.len())?;
        state.lengths = store.take("lengths")?;
        let rising = offsets.windows(2).all(|pair| pair[0] < pair[1]);
        if state.terms.len() != names.len() || !rising || offsets[0] != 0 || offsets[names.len()] != texts.len() as i64
        {
            return Err(corrupt("offsets", "is not a list of texts for each term"));
        }
        let offsets: Vec<usize> = offsets.into_iter().map(|offset| offset as usize).collect();
        let mut lengths = vec![0u64; state.lengths.len()];
        for range in offsets.windows(2) {
            let list = &texts[range[0]..range[1]];
            if list.windows(2).any(|pair| pair[0] >= pair[1])
                || list.last().is_some_and(|&last| last as usize >= lengths.len())
            {
                return Err(corrupt("texts", "is not in rising order, or has a text that is not there"));
            }
            for (&text, &count) in list.iter().zip(&counts[range[0]..range[1]]) {
                lengths[text as usize] += u64::from(count);
            }
        }
        let same = lengths.iter().zip(&state.lengths).all(|(sum, &length)| *sum == u64::from(length));
        if counts.contains(&0) || !same {
            return Err(corrupt("counts", "does not sum to the lengths of the texts"));
        }
        state.lists = Lists { offsets, texts, counts };
        state.weigh();
        Ok(state)
    }
}

impl Bm25State {
    fn names(&self) -> Strings {
        let name = |term| std::str::from_utf8(self.terms.string(term as u32)).unwrap_or_default();
        (0..self.terms.len()).map(name).collect()
    }
}
