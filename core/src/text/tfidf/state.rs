//! What a vectorizer knows after the fit.

use super::counts::Counts;
use super::{TfidfVectorizer, too_many_texts, vocabulary_of};
use crate::component::Context;
use crate::component::{Parts, Store, VectorizerState, corrupt};
use crate::data::{Column, Csr, Frame, Strings};
use crate::error::{Result, err};
use crate::text::analyze::Analysis;
use crate::text::rows::{self, Rows, Work};
use crate::text::vocabulary::Vocabulary;
use serde_json::json;

/// The terms with their weights.
#[derive(Clone, Debug)]
pub struct TfidfState {
    pub(super) params: TfidfVectorizer,
    pub(super) analysis: Analysis,
    /// The terms; their numbers are the columns.
    pub(super) terms: Vocabulary,
    /// How many texts of the fit have each term, and how many texts there were.
    pub(super) df: Vec<u32>,
    pub(super) texts: u32,
    /// The weight of each term; empty without idf.
    pub(super) idf: Vec<f64>,
}

impl TfidfState {
    pub(super) fn new(params: TfidfVectorizer, terms: Vocabulary, df: Vec<u32>, texts: u32) -> Result<Self> {
        let analysis = params.analysis()?;
        if params.use_idf && !params.smooth_idf && df.contains(&0) {
            return Err(err!(
                InvalidParams,
                "no text has a term of vocabulary; smooth_idf must be set for it to have an idf"
            )
            .with("param", "smooth_idf"));
        }
        let more = if params.smooth_idf { 1.0 } else { 0.0 };
        let weigh = |&df: &u32| libm::log((f64::from(texts) + more) / (f64::from(df) + more)) + 1.0;
        let idf = if params.use_idf { df.iter().map(weigh).collect() } else { Vec::new() };
        Ok(Self { params, analysis, terms, df, texts, idf })
    }

    /// Adds the entries of a text to a row, the columns moved by `offset`.
    pub(in crate::text) fn append(&self, text: &str, work: &mut Work, offset: usize, rows: &mut Rows) {
        let Work { scratch, memo, places, .. } = work;
        places.clear();
        self.analysis.numbers(text, scratch, memo.as_mut(), |gram| self.terms.get_gram(gram), places);
        self.weigh(work, offset, rows);
    }

    /// Adds the entries of the terms in `work.places`, in any order and as often as they occur.
    pub(super) fn weigh(&self, work: &mut Work, offset: usize, rows: &mut Rows) {
        work.sort_places(0, u32::BITS - (self.terms.len() as u32).leading_zeros());
        let start = rows.values.len();
        for same in work.places.chunk_by(|a, b| a == b) {
            let count = if self.params.binary { 1.0 } else { same.len() as f64 };
            let tf = if self.params.sublinear_tf { libm::log(count) + 1.0 } else { count };
            let idf = self.idf.get(same[0] as usize).copied().unwrap_or(1.0);
            rows.indices.push((same[0] as usize + offset) as i32);
            rows.values.push(tf * idf);
        }
        if let Some(norm) = self.params.norm {
            norm.scale(&mut rows.values[start..]);
        }
    }

    /// Takes in the terms of more texts; the new column of each old one.
    pub(in crate::text) fn grow(&mut self, texts: &Strings, ctx: &Context) -> Result<Vec<u32>> {
        let params = &self.params;
        let limited = params.min_df != 1.0 || params.max_df != 1.0 || params.max_features.is_some();
        if limited && params.vocabulary.is_none() {
            return Err(err!(
                Unsupported,
                "min_df, max_df and max_features leave out terms that later texts may have; an update needs 1, 1.0 and null"
            )
            .with("verb", "update"));
        }
        let number = u32::try_from(texts.len()).ok().and_then(|more| self.texts.checked_add(more));
        let number = number.ok_or_else(too_many_texts)?;
        let more = params.count(&self.analysis, texts, false, ctx)?;
        let mut all = Counts::known(&self.terms, &self.df);
        let (terms, df, columns) = if params.vocabulary.is_some() {
            let df = (0..self.terms.len() as u32).map(|id| self.df[id as usize] + more.df(self.terms.string(id)));
            (self.terms.clone(), df.collect(), (0..self.terms.len() as u32).collect())
        } else {
            all.merge(more)?;
            let ((terms, df), mut columns) = params.find(&mut all, number, 1.0, f64::INFINITY)?;
            columns.truncate(self.terms.len());
            (terms, df, columns)
        };
        *self = Self::new(params.clone(), terms, df, number)?;
        Ok(columns)
    }

    /// How many columns there are.
    pub(in crate::text) fn columns(&self) -> usize {
        self.terms.len()
    }

    /// Whether rare terms weigh more.
    pub(in crate::text) fn is_weighted(&self) -> bool {
        self.params.use_idf
    }

    /// The name of a column.
    pub(in crate::text) fn term(&self, column: usize) -> &str {
        std::str::from_utf8(self.terms.string(column as u32)).unwrap_or_default()
    }
}

impl VectorizerState for TfidfState {
    fn transform(&self, texts: &Strings, ctx: &Context) -> Result<Csr> {
        let append = |row, work: &mut Work, rows: &mut Rows| {
            self.append(texts.get(row).unwrap_or_default(), work, 0, rows);
        };
        rows::build(texts, self.terms.len(), ctx, append)
    }

    fn update(&mut self, texts: &Strings, ctx: &Context) -> Result<()> {
        self.grow(texts, ctx).map(|_| ())
    }

    fn feature_names(&self) -> Result<Strings> {
        Ok((0..self.terms.len()).map(|column| self.term(column)).collect())
    }

    fn parts(&self) -> Result<Parts> {
        let summary = json!({"terms": self.terms.len(), "texts": self.texts});
        let df = self.df.iter().map(|&df| i64::from(df)).collect::<Vec<_>>();
        let mut table =
            Frame::new().with("term", self.feature_names()?)?.with("document_frequency", Column::I64(df))?;
        if self.params.use_idf {
            table = table.with("idf", self.idf.clone())?;
        }
        let summary = summary.as_object().cloned().unwrap_or_default();
        Ok(Parts { summary, tables: vec![("terms".into(), table)] })
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.store_as("", store)
    }

    fn restore(store: &Store) -> Result<Self> {
        Self::restore_as("", store)
    }
}

impl TfidfState {
    /// Writes the state under names that begin so.
    pub(in crate::text) fn store_as(&self, prefix: &str, store: &mut Store) -> Result<()> {
        store.set(&format!("{prefix}analysis"), &self.params)?;
        store.set(&format!("{prefix}texts"), &self.texts)?;
        store.put_strings(&format!("{prefix}terms"), &self.feature_names()?);
        store.put(&format!("{prefix}df"), &self.df);
        Ok(())
    }

    /// Reads what [`TfidfState::store_as`] wrote.
    pub(in crate::text) fn restore_as(prefix: &str, store: &Store) -> Result<Self> {
        let [analysis, texts, terms, df] = ["analysis", "texts", "terms", "df"].map(|name| format!("{prefix}{name}"));
        let params: TfidfVectorizer = store.params(&analysis)?;
        let texts: u32 = store.get(&texts)?;
        let names = store.take_strings(&terms)?;
        let given = match &params.vocabulary {
            Some(given) if !given.iter().map(|term| Some(term.as_str())).eq(names.iter()) => {
                return Err(corrupt(&terms, "is not the vocabulary of the parameters"));
            }
            given => given.is_some(),
        };
        let rising = |a: usize, b: usize| names.get(a) < names.get(b);
        if !given && !(1..names.len()).all(|place| rising(place - 1, place)) {
            return Err(corrupt(&terms, "is not in rising order"));
        }
        let vocabulary = vocabulary_of(names.iter().map(Option::unwrap_or_default))
            .map_err(|_| corrupt(&terms, "has a term twice"))?;
        let counts: Vec<u32> = store.take_exactly(&df, names.len())?;
        if names.is_empty()
            || names.len() > i32::MAX as usize
            || counts.iter().any(|&df| (df == 0 && !given) || df > texts)
        {
            return Err(corrupt(&df, &format!("is not a count of texts in 1..={texts} for each term")));
        }
        Self::new(params, vocabulary, counts, texts).map_err(|error| corrupt(&analysis, error.message()))
    }
}
