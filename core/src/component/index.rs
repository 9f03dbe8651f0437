//! Indexes: texts or vectors in, the nearest of them out.

use super::entry::Fit;
use super::vectorize::texts;
use super::{Body, Component, Context, Entry, Family, FitInput, Model, Parts, Probe, Store, corrupt, params};
use crate::data::{Column, Data, Digest, Frame, Strings};
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A component that finds the items most alike to a query.
pub trait Index: Component {
    /// What is known after the fit.
    type State: IndexState;

    /// What it keeps.
    const KEEPS: Keeps;

    /// Takes items in.
    ///
    /// # Errors
    /// As the component's page says.
    fn fit_items(&self, items: &Items, ctx: &Context) -> Result<Self::State>;

    /// Takes in the rows of a table: `id`, and a column of texts or columns of numbers.
    ///
    /// # Errors
    /// `kp.invalid_params` for parameters out of range; `kp.invalid_data` for ids that are there twice and for a table without
    /// the columns; `kp.missing_values`.
    fn fit(&self, table: &Frame) -> Result<Model> {
        self.fit_with(table, &Context::default())
    }

    /// Takes in the rows of a table.
    ///
    /// # Errors
    /// As [`Index::fit`].
    fn fit_with(&self, table: &Frame, ctx: &Context) -> Result<Model> {
        let params = params::check_typed(self)?;
        Ok(Model::new(Entry::index::<Self>(), fit(self, params, table, IndexOptions::default(), ctx)?, ctx))
    }
}

/// What an index keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// Texts.
    Texts,
    /// Vectors of one length.
    Vectors,
}

/// Items or queries.
#[derive(Clone, Debug)]
pub enum Items {
    /// Texts, none missing.
    Texts(Strings),
    /// Vectors, one after the other, none with a missing number.
    Vectors {
        /// The length of each.
        dimensions: usize,
        /// The numbers.
        values: Vec<f32>,
    },
}

impl Items {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Items::Texts(texts) => texts.len(),
            Items::Vectors { dimensions, values } => values.len() / (*dimensions).max(1),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The row of an item, and how near it is: higher is nearer.
pub type Hit = (u32, f64);

/// The state of a fitted index.
pub trait IndexState: Clone + Send + Sync + Sized + 'static {
    /// How many items there are.
    fn len(&self) -> usize;

    /// Whether there are no items.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The nearest `k` items of each query at most, nearest first, equally near ones in the order of rows; only those whose row is
    /// true in `allowed`, where that is given.
    fn search(&self, queries: &Items, k: usize, allowed: Option<&[bool]>, ctx: &Context) -> Result<Vec<Vec<Hit>>>;

    /// The same with another `ef` than that of the fit; an error where there is no such parameter.
    fn search_with(&self, _: &Items, _: usize, ef: usize, _: Option<&[bool]>, _: &Context) -> Result<Vec<Vec<Hit>>> {
        Err(err!(InvalidParams, "ef is {ef}; this index has no ef and must be searched without").with("param", "ef"))
    }

    /// Takes in more items, behind those that there are.
    fn add(&mut self, items: &Items, ctx: &Context) -> Result<()>;

    /// Facts and tables of its own.
    fn parts(&self) -> Result<Parts> {
        Ok(Parts::default())
    }

    /// Writes the state down.
    fn store(&self, store: &mut Store) -> Result<()>;

    /// Reads the state back; refuses what [`IndexState::store`] cannot have written.
    fn restore(store: &Store) -> Result<Self>;
}

/// How an index reads its table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct IndexOptions {
    /// The column of ids, text or whole numbers; without it rows are numbered from 0.
    pub id_col: String,
    /// The column of texts, where texts are kept; a table with one column of text needs no name. Where vectors are kept, every column
    /// of numbers but the id is a dimension.
    pub text_col: String,
}

impl Default for IndexOptions {
    fn default() -> Self {
        Self { id_col: "id".into(), text_col: "text".into() }
    }
}

/// The arguments of `search`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SearchArgs {
    /// How many items a query gets at most.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub k: usize,
    /// The ids that may be found; null for all. Ids that are not in the index are passed over.
    pub allow: Option<Vec<Id>>,
    /// How many items the search looks at more closely, instead of the `ef` of the fit: more find better and cost more. Only for
    /// indexes with that parameter.
    #[schemars(range(min = 1, max = 100_000))]
    pub ef: Option<usize>,
}

impl Default for SearchArgs {
    fn default() -> Self {
        Self { k: 10, allow: None, ef: None }
    }
}

/// An id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Id {
    /// A whole number.
    Number(i64),
    /// Text.
    Text(String),
}

impl Entry {
    /// The catalogue line of an index.
    pub fn index<I: Index>() -> Self {
        let run = |value: &Value, input: FitInput<'_>, ctx: &Context| {
            let component: I = params::read(I::NAME, value)?;
            let options: IndexOptions = params::read("fit", input.options)?;
            let params = params::to_value(&component)?;
            fit(&component, params, &*table(input.data)?, options, ctx)
        };
        Self::new::<I>(Family::Index, params::schema_of::<IndexOptions>, run, |_, store| {
            Ok(Box::new(Fitted::<I>::restore(store)?))
        })
    }
}

fn fit<I: Index>(component: &I, params: Value, table: &Frame, options: IndexOptions, ctx: &Context) -> Result<Fit> {
    let columns = match I::KEEPS {
        Keeps::Texts => Vec::new(),
        Keeps::Vectors => {
            let numbers = table.iter().filter(|(name, column)| *name != options.id_col && column.to_f64().is_some());
            numbers.map(|(name, _)| name.to_owned()).collect()
        }
    };
    if I::KEEPS == Keeps::Vectors && columns.is_empty() {
        return Err(err!(InvalidData, "there is no column of numbers; a vector needs one a dimension"));
    }
    let items = items(I::KEEPS, table, &options, &columns)?;
    if u32::try_from(items.len()).is_err() {
        return Err(err!(InvalidData, "there are {} rows; an index holds 4,294,967,295 at most", items.len()));
    }
    let ids = ids(table, &options.id_col, items.len())?;
    let state = component.fit_items(&items, ctx)?;
    let facts = facts(&items, &columns);
    Ok(Fit { body: Box::new(Fitted::<I> { options, columns, ids, state }), params, facts })
}

/// A matrix, as vectorizers make it, is a table with the columns x0, x1 and so on.
fn table(data: &Data) -> Result<Cow<'_, Frame>> {
    match data {
        Data::Csr(matrix) if matrix.columns() > MOST_COLUMNS => {
            let columns = matrix.columns();
            let how = "reduce it first, as TruncatedSVD does, or keep the texts in a BM25";
            Err(err!(InvalidData, "a matrix of {columns} columns was given; must be at most {MOST_COLUMNS}: {how}"))
        }
        Data::Csr(matrix) => Ok(Cow::Owned(matrix.to_frame()?)),
        _ => data.frame().map(Cow::Borrowed),
    }
}

fn facts(items: &Items, columns: &[String]) -> Map<String, Value> {
    let mut digest = Digest::new();
    let mut facts = match items {
        Items::Texts(texts) => {
            digest.strings(texts);
            json!({"rows": texts.len(), "bytes": texts.text().len()})
        }
        Items::Vectors { values, .. } => {
            digest.f64(&values.iter().map(|&value| f64::from(value)).collect::<Vec<_>>());
            json!({"rows": items.len(), "columns": columns})
        }
    };
    facts["data_sha256"] = digest.hex().into();
    facts.as_object().cloned().unwrap_or_default()
}

/// The texts or vectors of a table.
fn items(keeps: Keeps, table: &Frame, options: &IndexOptions, columns: &[String]) -> Result<Items> {
    if keeps == Keeps::Texts {
        // An id may be text as well; where it is, the only other column of text needs no name.
        let mut others = Frame::new();
        for (name, column) in table.iter().filter(|(name, _)| *name != options.id_col) {
            if let Column::Str(texts) = column {
                others.push(name.to_owned(), texts.clone().into())?;
            }
        }
        let read = if others.rows() == 0 && table.get(&options.text_col).is_some() { table } else { &others };
        return Ok(Items::Texts(texts(read, &options.text_col)?.clone()));
    }
    let (rows, dimensions) = (table.rows(), columns.len());
    let mut values = vec![0f32; rows * dimensions];
    for (place, name) in columns.iter().enumerate() {
        for (row, value) in table.numbers(name)?.into_iter().enumerate() {
            if value.is_nan() {
                return Err(err!(MissingValues, "column '{name}' has no number in row {row}; a vector must be whole")
                    .with("column", name)
                    .with("row", row));
            }
            // The square of a sum of squares must be finite in 32 bits.
            if value.abs() > LARGEST {
                return Err(err!(
                    InvalidData,
                    "column '{name}' has {value:?} in row {row}; must be within ±{LARGEST:e}"
                )
                .with("column", name)
                .with("row", row));
            }
            values[row * dimensions + place] = value as f32;
        }
    }
    Ok(Items::Vectors { dimensions, values })
}

/// The most columns of a matrix whose zeros are written out.
const MOST_COLUMNS: usize = 1 << 16;

/// The largest number in a vector.
pub(crate) const LARGEST: f64 = 1e15;

/// The ids of rows, each once: those of the column, or the numbers of the rows.
fn ids(table: &Frame, name: &str, rows: usize) -> Result<Column> {
    let ids = match table.get(name) {
        None => return Ok(Column::I64((0..rows as i64).collect())),
        Some(Column::Str(ids)) => {
            if let Some(row) = ids.missing().iter().position(|&missing| missing) {
                return Err(err!(MissingValues, "column '{name}' has no id in row {row}").with("row", row));
            }
            Column::Str(ids.clone())
        }
        Some(column) => match column.to_i64() {
            Some(ids) => Column::I64(ids),
            None => {
                return Err(err!(
                    InvalidData,
                    "column '{name}' holds {}; ids are text or whole numbers",
                    column.kind()
                )
                .with("column", name));
            }
        },
    };
    match twice(&ids) {
        None => Ok(ids),
        Some(row) => {
            let id = shown(&ids, row);
            Err(err!(InvalidData, "id '{id}' is in column '{name}' twice; must be there once").with("row", row))
        }
    }
}

/// A row whose id an earlier row has.
fn twice(ids: &Column) -> Option<usize> {
    let mut order: Vec<usize> = (0..ids.len()).collect();
    match ids {
        Column::Str(ids) => {
            order.sort_by_key(|&row| (ids.get(row), row));
            order.windows(2).find(|pair| ids.get(pair[0]) == ids.get(pair[1])).map(|pair| pair[1])
        }
        Column::I64(ids) => {
            order.sort_by_key(|&row| (ids[row], row));
            order.windows(2).find(|pair| ids[pair[0]] == ids[pair[1]]).map(|pair| pair[1])
        }
        _ => None,
    }
}

fn shown(ids: &Column, row: usize) -> String {
    match ids {
        Column::Str(ids) => ids.get(row).unwrap_or_default().to_owned(),
        Column::I64(ids) => ids[row].to_string(),
        _ => String::new(),
    }
}

struct Fitted<I: Index> {
    options: IndexOptions,
    /// The dimensions of vectors.
    columns: Vec<String>,
    ids: Column,
    state: I::State,
}

impl<I: Index> Clone for Fitted<I> {
    fn clone(&self) -> Self {
        let (options, columns) = (self.options.clone(), self.columns.clone());
        Self { options, columns, ids: self.ids.clone(), state: self.state.clone() }
    }
}

impl<I: Index> Fitted<I> {
    fn restore(store: &Store) -> Result<Self> {
        let (options, columns) = (store.get("options")?, store.get::<Vec<String>>("columns")?);
        let state = I::State::restore(store)?;
        let ids = match store.has("ids") {
            true => Column::I64(store.take("ids")?),
            false => Column::Str(store.take_strings("ids")?),
        };
        let missing = matches!(&ids, Column::Str(ids) if ids.count_missing() > 0);
        if ids.len() != state.len() || missing || twice(&ids).is_some() {
            return Err(corrupt("ids", "is not one id for each item"));
        }
        if (I::KEEPS == Keeps::Vectors) == columns.is_empty()
            || columns.iter().collect::<BTreeSet<_>>().len() != columns.len()
        {
            return Err(corrupt("columns", "is not a name for each dimension"));
        }
        let fitted = Self { options, columns, ids, state };
        // One search tells whether the vectors have as many dimensions as there are columns.
        fitted.state.search(&fitted.probe_items()?, 1, None, &Context::new().threads(1))?;
        Ok(fitted)
    }

    /// A few queries that the items were not made of.
    fn probe(&self) -> Result<Frame> {
        if I::KEEPS == Keeps::Texts {
            return Ok(super::vectorize::probe_texts(&self.options.text_col)?.frame()?.clone());
        }
        let mut frame = Frame::new();
        for (place, name) in self.columns.iter().enumerate() {
            let value = |query: usize| ((place * 7 + query * 13) % 11) as f64 / 4.0 - 1.0;
            frame.push(name.clone(), (0..3).map(value).collect::<Vec<f64>>().into())?;
        }
        Ok(frame)
    }

    fn probe_items(&self) -> Result<Items> {
        items(I::KEEPS, &self.probe()?, &self.options, &self.columns)
    }

    /// Which rows may be found.
    fn allowed(&self, allow: &[Id]) -> Vec<bool> {
        let allow: BTreeSet<&Id> = allow.iter().collect();
        let texts: BTreeSet<&str> =
            allow.iter().filter_map(|id| if let Id::Text(text) = id { Some(text.as_str()) } else { None }).collect();
        match &self.ids {
            Column::Str(ids) => ids.iter().map(|id| id.is_some_and(|id| texts.contains(id))).collect(),
            Column::I64(ids) => ids.iter().map(|&id| allow.contains(&Id::Number(id))).collect(),
            _ => Vec::new(),
        }
    }
}

impl<I: Index> Body for Fitted<I> {
    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("options", &self.options)?;
        store.set("columns", &self.columns)?;
        match &self.ids {
            Column::I64(ids) => store.put("ids", ids),
            Column::Str(ids) => store.put_strings("ids", ids),
            _ => {}
        }
        self.state.store(store)
    }

    fn probes(&self) -> Result<Vec<Probe>> {
        Ok(vec![Probe { verb: "search", args: json!({"k": 3}), data: Some(self.probe()?.into()) }])
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = self.state.parts()?;
        parts.summary.insert("items".into(), self.state.len().into());
        Ok(parts)
    }

    fn fields(&self) -> Vec<(String, &'static str)> {
        match I::KEEPS {
            Keeps::Texts => vec![(self.options.text_col.clone(), "text")],
            Keeps::Vectors => self.columns.iter().map(|name| (name.clone(), "real numbers")).collect(),
        }
    }

    fn boxed_clone(&self) -> Box<dyn Body> {
        Box::new(self.clone())
    }

    fn update(&mut self, data: &Data, ctx: &Context) -> Result<Frame> {
        let table = &*table(data)?;
        let more = items(I::KEEPS, table, &self.options, &self.columns)?;
        let known = self.ids.len();
        if u32::try_from(known + more.len()).is_err() {
            return Err(err!(
                InvalidData,
                "the index would hold {} rows; 4,294,967,295 are allowed",
                known + more.len()
            ));
        }
        let mut ids = self.ids.clone();
        match (&mut ids, table.get(&self.options.id_col)) {
            (Column::I64(ids), None) => {
                let next = ids.iter().max().map_or(0, |last| last.saturating_add(1));
                ids.extend((0..more.len() as i64).map(|row| next.saturating_add(row)));
            }
            (ids, given) => {
                match (ids, given.map(|_| self::ids(table, &self.options.id_col, more.len())).transpose()?) {
                    (Column::Str(ids), Some(Column::Str(new))) => new.iter().for_each(|id| ids.push_option(id)),
                    (Column::I64(ids), Some(Column::I64(new))) => ids.extend(new),
                    _ => {
                        let name = &self.options.id_col;
                        return Err(err!(InvalidData, "column '{name}' must hold ids of the kind of the fit")
                            .with("column", name));
                    }
                }
            }
        }
        if let Some(row) = twice(&ids) {
            let id = shown(&ids, row);
            return Err(err!(InvalidData, "id '{id}' is in the index already; an update adds new ids").with("id", id));
        }
        let mut state = self.state.clone();
        state.add(&more, ctx)?;
        (self.state, self.ids) = (state, ids);
        let rows: Vec<usize> = (known..self.ids.len()).collect();
        Frame::new().with("id", self.ids.take(&rows))
    }

    fn search(&self, data: &Data, args: &SearchArgs, ctx: &Context) -> Result<Frame> {
        let queries = items(I::KEEPS, &*table(data)?, &self.options, &self.columns)?;
        let allowed = args.allow.as_deref().map(|allow| self.allowed(allow));
        let found = match args.ef {
            None => self.state.search(&queries, args.k, allowed.as_deref(), ctx)?,
            Some(ef) => self.state.search_with(&queries, args.k, ef, allowed.as_deref(), ctx)?,
        };
        let (mut numbers, mut ranks, mut rows, mut scores) = (vec![], vec![], vec![], vec![]);
        for (query, hits) in found.into_iter().enumerate() {
            for (rank, (row, score)) in hits.into_iter().enumerate() {
                numbers.push(query as i64);
                ranks.push(rank as i64 + 1);
                rows.push(row as usize);
                scores.push(score);
            }
        }
        let frame = Frame::new().with("query", numbers)?.with("rank", ranks)?;
        frame.with("id", self.ids.take(&rows))?.with("score", scores)
    }
}
