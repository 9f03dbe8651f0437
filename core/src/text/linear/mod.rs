//! Logistic regression on n-grams.

mod logistic;
mod span;

use super::hashing::{Hashing, HashingState};
use super::options::{Analyzer, StopWords, StripAccents, Tokens};
use super::rows::{self, Rows, Work};
use super::tfidf::{Tfidf, TfidfState};
use super::vocabulary::Vocabulary;
use crate::component::{Classifier, ClassifierState, Component, Context, Parts, Store, Vectorizer, corrupt};
use crate::data::{Csr, Documents, Strings};
use crate::error::{Result, err};
use logistic::{Linear, Problem, probabilities};
use ndarray::Array2;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// How n-grams become columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Features {
    /// The n-grams of the fit, weighted by tf-idf.
    #[default]
    Tfidf,
    /// Hashed: a model without a vocabulary, of bounded size.
    Hashing,
}

/// How much each class counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClassWeight {
    /// All classes count the same in sum: documents of a class weigh n / (classes × documents of the class).
    Balanced,
}

/// Puts texts, or rows of features, into classes by logistic regression, and says which n-grams spoke for the class.
///
/// P(class k | x) = exp(w_k·x + b_k) / sum over all classes j of exp(w_j·x + b_j). The weights minimise
/// sum of s_i × log-loss_i + |w|² / (2 c), with s_i the weight of the class of document i; the intercepts b are free. Two
/// classes share one vector, as in the usual logistic regression. Found by L-BFGS.
///
/// Input: texts, none missing, from which the model makes features of words and of characters, each scaled to length 1;
/// or a sparse matrix of finite features, as a vectorizer makes it. Labels: text, whole numbers or truth values, at least
/// two different ones. Output: the most probable class and its probability, or the probability of each class.
/// `explain` gives the n-grams with the largest share w × x in the decision for the class, those that speak for it; with
/// hashing, n-grams of the text that share a column are named together.
/// Errors: `kp.invalid_data` for features that are not finite or labels that are all equal; `kp.not_enough_data` when the
/// texts have no n-grams; `kp.invalid_params` when neither words nor characters are asked for. A search that ends before
/// its tolerance is no error: `parts` has `converged`.
/// Cost: O(entries × classes) time a step of the search, and a number a feature and class of memory in the model.
/// Source: Nocedal and Wright, Numerical Optimization, 2nd edition, chapter 7; on equal features its weights are those of
/// scikit-learn 1.9.1's `LogisticRegression`, with the same meaning of `c`, `tol` and `class_weight`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct LinearClassifier {
    /// How the n-grams of texts become columns.
    pub features: Features,
    /// The least and the greatest number of words in an n-gram; null for no words.
    #[schemars(extend("items" = {"type": "integer", "minimum": 1, "maximum": 100}))]
    pub word_ngrams: Option<[u32; 2]>,
    /// The least and the greatest number of characters in an n-gram inside a word, with a space on each side; null for no
    /// characters.
    #[schemars(extend("items" = {"type": "integer", "minimum": 1, "maximum": 100}))]
    pub char_ngrams: Option<[u32; 2]>,
    /// Lower-case texts first, by Unicode's full rules.
    pub lowercase: bool,
    /// What becomes of accents; null to keep them.
    pub strip_accents: Option<StripAccents>,
    /// Words to leave out: the name of a list, a list of words, or null for none.
    pub stop_words: Option<StopWords>,
    /// Where words begin and end.
    pub tokens: Tokens,
    /// Leave out n-grams that fewer texts have: at or above 1 a number of texts, below 1 a share; only with tf-idf.
    #[schemars(range(min = 0.0, max = 9_007_199_254_740_992.0))]
    pub min_df: f64,
    /// Use 1 + ln(count) for the count of an n-gram; only with tf-idf.
    pub sublinear_tf: bool,
    /// How many columns words have, and how many characters have; only with hashing.
    #[schemars(range(min = 1, max = 1_073_741_823))]
    pub n_features: u32,
    /// Inverse of the strength of the penalty: smaller values draw the weights harder towards 0.
    #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1e12))]
    pub c: f64,
    /// How much each class counts; null for each document the same.
    pub class_weight: Option<ClassWeight>,
    /// Whether each class has an intercept.
    pub fit_intercept: bool,
    /// Stop when no component of the gradient of the mean loss is larger than this.
    #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1.0))]
    pub tol: f64,
    /// Stop after so many steps.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub max_iter: u32,
}

impl Default for LinearClassifier {
    fn default() -> Self {
        Self {
            features: Features::Tfidf,
            word_ngrams: Some([1, 2]),
            char_ngrams: Some([2, 5]),
            lowercase: true,
            strip_accents: None,
            stop_words: None,
            tokens: Tokens::Unicode,
            min_df: 1.0,
            sublinear_tf: true,
            n_features: 1 << 18,
            c: 10.0,
            class_weight: None,
            fit_intercept: true,
            tol: 1e-4,
            max_iter: 100,
        }
    }
}

/// One chained setter a parameter.
macro_rules! setters {
    ($($(#[$meta:meta])* $name:ident: $type:ty,)*) => {
        impl LinearClassifier {
            $(
                $(#[$meta])*
                #[must_use]
                pub fn $name(mut self, $name: impl Into<$type>) -> Self {
                    self.$name = $name.into();
                    self
                }
            )*
        }
    };
}
setters! {
    /// Sets how n-grams become columns.
    features: Features,
    /// Sets the n-grams of words, or none.
    word_ngrams: Option<[u32; 2]>,
    /// Sets the n-grams of characters, or none.
    char_ngrams: Option<[u32; 2]>,
    /// Sets whether texts are lower-cased.
    lowercase: bool,
    /// Sets what becomes of accents.
    strip_accents: Option<StripAccents>,
    /// Sets the words to leave out.
    stop_words: Option<StopWords>,
    /// Sets where words begin and end.
    tokens: Tokens,
    /// Sets how few texts an n-gram may have.
    min_df: f64,
    /// Sets whether counts become 1 + ln(count).
    sublinear_tf: bool,
    /// Sets the number of hashed columns.
    n_features: u32,
    /// Sets the inverse of the strength of the penalty.
    c: f64,
    /// Sets how much each class counts.
    class_weight: Option<ClassWeight>,
    /// Sets whether classes have intercepts.
    fit_intercept: bool,
    /// Sets when the search stops.
    tol: f64,
    /// Sets how many steps the search takes at most.
    max_iter: u32,
}

/// ```
/// use kingpost::component::{Classifier, Context};
/// use kingpost::{data::{Documents, Frame, Strings}, text::LinearClassifier};
/// let texts: Strings = ["red apple", "sour lemon"].into_iter().collect();
/// let labels: Strings = ["sweet", "sour"].into_iter().collect();
/// let model = LinearClassifier::default().fit(&Documents::Texts(texts), &labels.into())?;
/// let new: Strings = ["green apple"].into_iter().collect();
/// let found = model.predict(&Frame::new().with("text", new)?.into(), &Context::new())?;
/// assert_eq!(found.strings("label")?.get(0), Some("sweet"));
/// assert!((found.f64("probability")?[0] - 0.803).abs() < 1e-3);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for LinearClassifier {
    const ID: &'static str = "text.linear_classifier";
    const NAME: &'static str = "LinearClassifier";
    const VERSION: u32 = 1;
}

/// What is known of the classes.
#[derive(Clone, Debug)]
pub struct LinearState {
    classes: usize,
    source: Source,
    linear: Linear,
    /// The columns that the fit saw, which are those with weights; `None` when it saw all.
    seen: Option<Seen>,
    search: Search,
}

/// Columns by number; a column's place in the set is that of its weights.
#[derive(Clone, Debug, Default)]
struct Seen(Vocabulary);

impl Seen {
    fn push(&mut self, column: u32) {
        self.0.insert(&column.to_le_bytes());
    }

    #[inline]
    fn place(&self, column: i32) -> Option<i32> {
        self.0.get(&column.to_le_bytes()).map(|place| place as i32)
    }

    fn columns(&self) -> Vec<u32> {
        let column = |place| self.0.string(place).first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        (0..self.0.len() as u32).map(column).collect()
    }
}

/// How the search for the weights ended.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Search {
    iterations: usize,
    converged: bool,
}

/// Where features come from.
#[derive(Clone, Debug)]
enum Source {
    /// The caller, in so many columns.
    Matrix(usize),
    /// Texts.
    Texts(Vec<Block>),
}

/// Columns of one kind.
#[derive(Clone, Debug)]
struct Block {
    /// Before the name of each feature, where there is more than one kind, and of each piece of stored state.
    kind: &'static str,
    grams: Grams,
}

#[derive(Clone, Debug)]
enum Grams {
    Tfidf(TfidfState),
    Hashing(HashingState),
}

/// The kinds of columns in order: the analyzer, and how features and stored state are named.
const KINDS: [(Analyzer, &str); 2] = [(Analyzer::Word, "word"), (Analyzer::CharWb, "char")];

impl LinearClassifier {
    fn blocks(&self, texts: &Strings, ctx: &Context) -> Result<Vec<Block>> {
        let mut blocks = Vec::new();
        for ((analyzer, kind), ngrams) in KINDS.into_iter().zip([self.word_ngrams, self.char_ngrams]) {
            let Some([least, most]) = ngrams else { continue };
            let grams = match self.features {
                Features::Tfidf => Grams::Tfidf(self.tfidf(analyzer).ngram_range(least, most).fit_texts(texts, ctx)?),
                Features::Hashing => {
                    Grams::Hashing(HashingState::new(self.hashing(analyzer).ngram_range(least, most))?)
                }
            };
            blocks.push(Block { kind, grams });
        }
        if blocks.is_empty() {
            return Err(err!(InvalidParams, "word_ngrams and char_ngrams are both null; texts need one of them")
                .with("param", "word_ngrams"));
        }
        Ok(blocks)
    }

    fn tfidf(&self, analyzer: Analyzer) -> Tfidf {
        let words = if analyzer == Analyzer::Word { self.stop_words.clone() } else { None };
        let tfidf = Tfidf::default().analyzer(analyzer).lowercase(self.lowercase).strip_accents(self.strip_accents);
        tfidf.stop_words(words).tokens(self.tokens).min_df(self.min_df).sublinear_tf(self.sublinear_tf)
    }

    fn hashing(&self, analyzer: Analyzer) -> Hashing {
        let words = if analyzer == Analyzer::Word { self.stop_words.clone() } else { None };
        let hashing = Hashing::default().analyzer(analyzer).lowercase(self.lowercase).strip_accents(self.strip_accents);
        hashing.stop_words(words).tokens(self.tokens).n_features(self.n_features)
    }

    fn class_weights(&self, labels: &[usize], classes: usize) -> Vec<f64> {
        let Some(ClassWeight::Balanced) = self.class_weight else { return vec![1.0; classes] };
        let mut counts = vec![0usize; classes];
        labels.iter().for_each(|&label| counts[label] += 1);
        counts.into_iter().map(|count| labels.len() as f64 / (classes as f64 * count.max(1) as f64)).collect()
    }
}

impl Classifier for LinearClassifier {
    type State = LinearState;

    fn fit_documents(
        &self,
        documents: &Documents,
        labels: &[usize],
        classes: usize,
        ctx: &Context,
    ) -> Result<LinearState> {
        let (source, x) = match documents {
            Documents::Features(x) => {
                check_finite(x)?;
                (Source::Matrix(x.columns()), x.clone())
            }
            Documents::Texts(texts) => {
                let source = Source::Texts(self.blocks(texts, ctx)?);
                let x = rows::build(texts, source.columns(), ctx, |text, work, rows| source.append(text, work, rows))?;
                (source, x)
            }
        };
        let (x, seen) = only_seen(x)?;
        let class_weights = self.class_weights(labels, classes);
        let problem = Problem { x: &x, labels, classes, class_weights, c: self.c, fit_intercept: self.fit_intercept };
        let (linear, minimum) = problem.solve(self.tol, self.max_iter as usize, ctx)?;
        let search = Search { iterations: minimum.iterations, converged: minimum.converged };
        Ok(LinearState { classes, source, linear, seen, search })
    }
}

fn check_finite(x: &Csr) -> Result<()> {
    let bad = |row: &usize| x.row(*row).1.iter().any(|value| !value.is_finite());
    match (0..x.rows()).find(bad) {
        None => Ok(()),
        Some(row) => Err(err!(InvalidData, "row {row} has a feature that is not finite").with("row", row)),
    }
}

/// The matrix without its empty columns, and where the others went: a weight for each hash would be mostly zeros.
fn only_seen(x: Csr) -> Result<(Csr, Option<Seen>)> {
    let mut places = vec![-1; x.columns()];
    x.indices().iter().for_each(|&column| places[column as usize] = 0);
    let mut seen = Seen::default();
    for (column, place) in (0..).zip(&mut places).filter(|(_, place)| **place == 0) {
        *place = seen.0.len() as i32;
        seen.push(column);
    }
    if seen.0.len() == x.columns() {
        return Ok((x, None));
    }
    let (indptr, mut indices, values) = x.into_parts();
    indices.iter_mut().for_each(|column| *column = places[*column as usize]);
    Ok((Csr::new(seen.0.len(), indptr, indices, values)?, Some(seen)))
}

impl Source {
    fn columns(&self) -> usize {
        match self {
            Source::Matrix(columns) => *columns,
            Source::Texts(blocks) => blocks.iter().map(Block::columns).sum(),
        }
    }

    /// The features of a text, block after block.
    fn append(&self, text: &str, work: &mut Work, rows: &mut Rows) {
        let Source::Texts(blocks) = self else { return };
        let mut offset = 0;
        for block in blocks {
            match &block.grams {
                Grams::Tfidf(state) => state.append(text, work, offset, rows),
                Grams::Hashing(state) => state.append(text, work, offset, rows),
            }
            offset += block.columns();
        }
    }

    /// The names of the columns of a document.
    fn names(&self, text: &str, columns: &[i32]) -> Vec<String> {
        let Source::Texts(blocks) = self else {
            return columns.iter().map(|column| format!("x{column}")).collect();
        };
        let mut names = Vec::with_capacity(columns.len());
        let (mut offset, mut rest) = (0, columns);
        for block in blocks {
            let end = offset + block.columns();
            let (own, others) = rest.split_at(rest.partition_point(|&column| (column as usize) < end));
            let prefix = if blocks.len() > 1 { format!("{}:", block.kind) } else { String::new() };
            let columns = own.iter().map(|&column| column as usize - offset);
            match &block.grams {
                Grams::Tfidf(state) => names.extend(columns.map(|column| format!("{prefix}{}", state.term(column)))),
                Grams::Hashing(state) => {
                    let terms = state.terms(text);
                    let join =
                        |column| terms.get(&column).into_iter().flatten().cloned().collect::<Vec<_>>().join(" | ");
                    names.extend(columns.map(|column| format!("{prefix}{}", join(column))));
                }
            }
            (offset, rest) = (end, others);
        }
        names
    }
}

impl Grams {
    fn features(&self) -> Features {
        match self {
            Grams::Tfidf(_) => Features::Tfidf,
            Grams::Hashing(_) => Features::Hashing,
        }
    }
}

impl Block {
    fn columns(&self) -> usize {
        match &self.grams {
            Grams::Tfidf(state) => state.columns(),
            Grams::Hashing(state) => state.columns(),
        }
    }
}

/// Buffers for one document after the other.
#[derive(Default)]
struct Answer {
    work: Work,
    /// The columns and values of the document.
    row: Rows,
    /// Where the columns are among the weights.
    places: Vec<i32>,
    decision: Vec<f64>,
    chances: Vec<f64>,
}

impl LinearState {
    /// Calls `f` with each document's number, text and answer, and collects what it gives.
    fn each<T: Send>(
        &self,
        documents: &Documents,
        ctx: &Context,
        f: impl Fn(usize, &str, &Answer, &mut Vec<T>) + Sync,
    ) -> Result<Vec<T>> {
        let chunks = match documents {
            Documents::Texts(texts) => rows::chunks(texts, 1 << 16),
            Documents::Features(x) => {
                (0..x.rows().div_ceil(512)).map(|chunk| chunk * 512..x.rows().min((chunk + 1) * 512)).collect()
            }
        };
        let mut parts = ctx.map(chunks.len(), |chunk| {
            let mut answer = Answer::default();
            answer.decision.resize(self.linear.outputs, 0.0);
            answer.chances.resize(self.classes, 0.0);
            let mut results = Vec::new();
            for row in chunks[chunk].clone() {
                let text = self.read(documents, row, &mut answer)?;
                self.answer(&mut answer);
                f(row, text, &answer, &mut results);
            }
            Ok(results)
        })?;
        if parts.len() == 1 {
            return Ok(parts.pop().unwrap_or_default());
        }
        Ok(parts.into_iter().flatten().collect())
    }

    /// Reads the features of a document, and returns its text.
    fn read<'a>(&self, documents: &'a Documents, row: usize, answer: &mut Answer) -> Result<&'a str> {
        answer.row.indices.clear();
        answer.row.values.clear();
        match documents {
            Documents::Texts(texts) => {
                let text = texts.get(row).unwrap_or_default();
                self.source.append(text, &mut answer.work, &mut answer.row);
                Ok(text)
            }
            Documents::Features(x) => {
                let (columns, values) = x.row(row);
                if values.iter().any(|value| !value.is_finite()) {
                    return Err(err!(InvalidData, "row {row} has a feature that is not finite").with("row", row));
                }
                answer.row.indices.extend_from_slice(columns);
                answer.row.values.extend_from_slice(values);
                Ok("")
            }
        }
    }

    /// The decision and the probabilities of the features read; features that the fit did not see are dropped.
    fn answer(&self, answer: &mut Answer) {
        let Answer { row, places, decision, chances, .. } = answer;
        places.clear();
        match &self.seen {
            None => places.extend_from_slice(&row.indices),
            Some(seen) => {
                let mut kept = 0;
                for entry in 0..row.indices.len() {
                    if let Some(place) = seen.place(row.indices[entry]) {
                        places.push(place);
                        (row.indices[kept], row.values[kept]) = (row.indices[entry], row.values[entry]);
                        kept += 1;
                    }
                }
                row.indices.truncate(kept);
                row.values.truncate(kept);
            }
        }
        self.linear.decide((places, &row.values), decision);
        probabilities(decision, chances);
    }

    /// The share of each feature in the decision for a class.
    fn shares(&self, answer: &Answer, class: usize) -> Vec<f64> {
        let share = |(&place, &value): (&i32, &f64)| {
            let weights = self.linear.weight(place as usize);
            match weights {
                [second] if class == 0 => -value * f64::from(*second),
                [second] => value * f64::from(*second),
                _ => value * f64::from(weights[class]),
            }
        };
        answer.places.iter().zip(&answer.row.values).map(share).collect()
    }
}

impl ClassifierState for LinearState {
    fn predict_proba(&self, documents: &Documents, ctx: &Context) -> Result<Array2<f64>> {
        let chances = self.each(documents, ctx, |_, _, answer, chances| chances.extend_from_slice(&answer.chances))?;
        Array2::from_shape_vec((documents.len(), self.classes), chances)
            .map_err(|error| err!(Internal, "probabilities of another shape").caused_by(error))
    }

    fn explain(&self, documents: &Documents, top: usize, ctx: &Context) -> Result<Vec<Vec<(String, f64)>>> {
        self.each(documents, ctx, |_, text, answer, reasons| {
            let best =
                |best: usize, class: usize| if answer.chances[class] > answer.chances[best] { class } else { best };
            let class = (1..self.classes).fold(0, best);
            let shares = self.shares(answer, class);
            let mut order: Vec<usize> = (0..shares.len()).filter(|&entry| shares[entry] > 0.0).collect();
            order.sort_by(|&a, &b| shares[b].total_cmp(&shares[a]));
            order.truncate(top);
            let names = self.source.names(text, &answer.row.indices);
            reasons.push(order.into_iter().map(|entry| (names[entry].clone(), shares[entry])).collect());
        })
    }

    fn columns(&self) -> Option<usize> {
        match self.source {
            Source::Matrix(columns) => Some(columns),
            Source::Texts(_) => None,
        }
    }

    fn parts(&self) -> Result<Parts> {
        let Search { iterations, converged } = self.search;
        let summary = json!({"features": self.linear.features(), "iterations": iterations, "converged": converged});
        Ok(Parts { summary: summary.as_object().cloned().unwrap_or_default(), tables: Vec::new() })
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        let mut kinds = Vec::new();
        match &self.source {
            Source::Matrix(columns) => store.set("columns", columns)?,
            Source::Texts(blocks) => {
                for Block { kind, grams } in blocks {
                    let prefix = format!("{kind}.");
                    kinds.push((*kind, grams.features()));
                    match grams {
                        Grams::Tfidf(state) => state.store_as(&prefix, store)?,
                        Grams::Hashing(state) => state.store_as(&prefix, store)?,
                    }
                }
            }
        }
        store.set("kinds", &kinds)?;
        store.set("search", &self.search)?;
        if let Some(seen) = &self.seen {
            store.put("seen", &seen.columns());
        }
        let shape = vec![self.linear.features() + 1, self.linear.outputs];
        store.put_shaped("weights", shape, &self.linear.weights);
        Ok(())
    }

    fn restore(store: &Store, classes: usize) -> Result<Self> {
        let source = restore_source(store)?;
        let columns = source.columns();
        let (shape, weights): (Vec<usize>, Vec<f32>) = store.take_shaped("weights")?;
        let outputs = Linear::outputs_for(classes);
        if shape.len() != 2 || shape[0] == 0 || shape[1] != outputs || weights.iter().any(|weight| !weight.is_finite())
        {
            return Err(corrupt(
                "weights",
                &format!("is of shape {shape:?} or not finite; {outputs} columns are needed"),
            ));
        }
        let linear = Linear { outputs, weights };
        let seen = if store.has("seen") { Some(restore_seen(store, columns)?) } else { None };
        let features = seen.as_ref().map_or(columns, |seen| seen.0.len());
        if linear.features() != features {
            return Err(corrupt("weights", &format!("has {} rows; {} are needed", shape[0], features + 1)));
        }
        Ok(Self { classes, source, linear, seen, search: store.get("search")? })
    }
}

fn restore_source(store: &Store) -> Result<Source> {
    let kinds: Vec<(String, Features)> = store.get("kinds")?;
    if kinds.is_empty() {
        let columns: usize = store.get("columns")?;
        return if columns <= i32::MAX as usize {
            Ok(Source::Matrix(columns))
        } else {
            Err(corrupt("columns", "is too large"))
        };
    }
    let mut blocks = Vec::new();
    for (name, features) in kinds {
        let Some(&(_, kind)) = KINDS.iter().find(|(_, kind)| *kind == name) else {
            return Err(corrupt("kinds", &format!("has '{name}'")));
        };
        let prefix = format!("{kind}.");
        let grams = match features {
            Features::Tfidf => Grams::Tfidf(TfidfState::restore_as(&prefix, store)?),
            Features::Hashing => Grams::Hashing(HashingState::restore_as(&prefix, store)?),
        };
        blocks.push(Block { kind, grams });
    }
    let columns: usize = blocks.iter().map(Block::columns).sum();
    if blocks.len() > KINDS.len() || columns > i32::MAX as usize {
        return Err(corrupt("kinds", "has too many columns"));
    }
    Ok(Source::Texts(blocks))
}

fn restore_seen(store: &Store, columns: usize) -> Result<Seen> {
    let numbers: Vec<u32> = store.take("seen")?;
    let rising = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    if !rising || numbers.last().is_some_and(|&last| last as usize >= columns) {
        return Err(corrupt("seen", &format!("does not rise within 0..{columns}")));
    }
    let mut seen = Seen::default();
    numbers.into_iter().for_each(|column| seen.push(column));
    Ok(seen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::ExplainArgs;
    use crate::data::{Column, Data, Frame};

    const TEXTS: [&str; 6] = [
        "the invoice is overdue, please pay",
        "please pay this invoice now",
        "an overdue payment reminder",
        "my parcel never arrived",
        "the parcel arrived broken",
        "where is my delivery",
    ];

    fn documents() -> Documents {
        Documents::Texts(TEXTS.iter().collect())
    }

    fn labels() -> Column {
        Column::Str(["billing", "billing", "billing", "shipping", "shipping", "shipping"].iter().collect())
    }

    fn frame(texts: &[&str]) -> Data {
        Frame::new().with("text", texts.iter().collect::<Strings>()).unwrap().into()
    }

    #[test]
    fn texts_are_told_apart_and_the_reasons_are_their_words() {
        let ctx = Context::new();
        for features in [Features::Tfidf, Features::Hashing] {
            let params = LinearClassifier::default().features(features).char_ngrams(None);
            let model = params.fit(&documents(), &labels()).unwrap();
            let unseen = frame(&["is the INVOICE due", "a broken parcel", ""]);
            let predicted = model.predict(&unseen, &ctx).unwrap();
            let found: Vec<_> = predicted.strings("label").unwrap().iter().flatten().take(2).collect();
            assert_eq!(found, ["billing", "shipping"]);
            let reasons = model.explain(&unseen, &ExplainArgs { top: 1 }, &ctx).unwrap();
            let names: Vec<_> = reasons.strings("feature").unwrap().iter().flatten().collect();
            assert_eq!(names[..2], ["invoice", "parcel"], "{features:?}");
            assert!(reasons.f64("contribution").unwrap().iter().all(|&share| share > 0.0));
        }
    }

    #[test]
    fn shares_and_the_intercept_make_up_the_decision() {
        let labels: Vec<usize> = vec![0, 0, 1, 1, 2, 2];
        let state = LinearClassifier::default().fit_documents(&documents(), &labels, 3, &Context::new()).unwrap();
        let (mut answer, documents) = (Answer::default(), documents());
        answer.decision.resize(3, 0.0);
        answer.chances.resize(3, 0.0);
        state.read(&documents, 4, &mut answer).unwrap();
        state.answer(&mut answer);
        for class in 0..3 {
            let intercept = f64::from(state.linear.weights[state.linear.weights.len() - 3 + class]);
            let sum = state.shares(&answer, class).iter().fold(intercept, |sum, share| sum + share);
            assert!((sum - answer.decision[class]).abs() < 1e-12);
        }
        // Both kinds of n-grams are there, and say which they are.
        let reasons = &state.explain(&documents, 1_000, &Context::new()).unwrap()[4];
        assert!(reasons.iter().any(|(name, _)| name == "word:parcel arrived"), "{reasons:?}");
        assert!(reasons.iter().any(|(name, _)| name == "char: parc"), "{reasons:?}");
    }

    #[test]
    fn features_are_taken_as_they_are() {
        let x =
            Tfidf::default().fit(&TEXTS.iter().collect()).unwrap().transform(&frame(&TEXTS), &Context::new()).unwrap();
        let params = LinearClassifier::default();
        let model = params.fit(&Documents::Features(x.clone()), &labels()).unwrap();
        let data: Data = x.clone().into();
        let predicted = model.predict(&data, &Context::new()).unwrap();
        assert_eq!(Column::Str(predicted.strings("label").unwrap().clone()), labels());
        let (indptr, indices, mut values) = x.clone().into_parts();
        values[3] = f64::NAN;
        let broken = Csr::new(x.columns(), indptr, indices, values).unwrap();
        let error = params.fit(&Documents::Features(broken.clone()), &labels()).unwrap_err();
        assert_eq!(error.message(), "row 0 has a feature that is not finite");
        assert_eq!(model.predict(&broken.into(), &Context::new()).unwrap_err().code(), "kp.invalid_data");
    }

    #[test]
    fn a_rare_class_counts_as_much_when_balanced() {
        let texts: Strings = (0..40).map(|row| if row == 0 { "rare shared words" } else { "shared words" }).collect();
        let labels: Vec<usize> = (0..40).map(|row| usize::from(row == 0)).collect();
        let rare = |params: LinearClassifier| {
            let documents = Documents::Texts(texts.clone());
            let state = params.c(0.1).fit_documents(&documents, &labels, 2, &Context::new()).unwrap();
            state.predict_proba(&documents, &Context::new()).unwrap()[[0, 1]]
        };
        let (plain, balanced) =
            (rare(LinearClassifier::default()), rare(LinearClassifier::default().class_weight(ClassWeight::Balanced)));
        assert!(plain < 0.2 && balanced > 0.5, "{plain} and {balanced}");
    }

    #[test]
    fn contradictions_are_told() {
        let params = LinearClassifier::default().word_ngrams(None).char_ngrams(None);
        let error = params.fit(&documents(), &labels()).unwrap_err();
        assert_eq!(error.message(), "word_ngrams and char_ngrams are both null; texts need one of them");
        let empty = Documents::Texts(["", "", "", "", "", ""].iter().collect());
        assert_eq!(LinearClassifier::default().fit(&empty, &labels()).unwrap_err().code(), "kp.not_enough_data");
        let error = LinearClassifier::default().c(0.0).fit(&documents(), &labels()).unwrap_err();
        assert_eq!(error.message(), "c is 0.0; must be a number above 0 and at most 1000000000000");
    }

    #[test]
    fn a_state_is_read_back_and_a_changed_one_refused() {
        let ctx = Context::new();
        for features in [Features::Tfidf, Features::Hashing] {
            let params = LinearClassifier::default().features(features).n_features(500u32);
            let state = params.fit_documents(&documents(), &[0, 0, 1, 1, 2, 2], 3, &ctx).unwrap();
            let mut store = Store::default();
            state.store(&mut store).unwrap();
            let read = LinearState::restore(&store, 3).unwrap();
            assert_eq!(
                read.predict_proba(&documents(), &ctx).unwrap(),
                state.predict_proba(&documents(), &ctx).unwrap()
            );
            assert_eq!(LinearState::restore(&store, 4).unwrap_err().code(), "kp.corrupt_model");
            let faults: [fn(&mut Store); 6] = [
                |store| store.put_shaped("weights", vec![1, 3], &[0f32; 3]),
                |store| store.put_shaped("weights", vec![0, 3], &[0f32; 0]),
                |store| store.put("seen", &[5u32, 5]),
                |store| store.put("seen", &[u32::MAX]),
                |store| store.set("kinds", &[("other", Features::Tfidf)]).unwrap(),
                |store| store.set("kinds", &[("word", Features::Tfidf); 3]).unwrap(),
            ];
            for (number, fault) in faults.into_iter().enumerate() {
                let mut changed = store.clone();
                fault(&mut changed);
                let error = LinearState::restore(&changed, 3).unwrap_err();
                assert_eq!(error.code(), "kp.corrupt_model", "{features:?} fault {number}");
            }
        }
    }
}
