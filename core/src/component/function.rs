//! Functions: what the library computes of tables at once, without a model.

use super::{Component, Context, params};
use crate::data::Frame;
use crate::error::{Result, err};
use serde_json::Value;

/// A component with nothing to fit and nothing to keep: tables and parameters in, one answer out.
pub trait Function: Component {
    /// The tables that it reads, in order; those that may be absent come last.
    const INPUTS: &'static [Input];
    /// What it answers with.
    const OUTPUT: Output;
    /// Whether the answer has a row for each of the first table's, in their order.
    const KEEPS_ROWS: bool = false;

    /// Computes the answer.
    ///
    /// # Errors
    /// What is wrong with the tables or the parameters.
    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer>;

    /// [`Function::answer`] of the tables in the order of [`Function::INPUTS`].
    ///
    /// # Errors
    /// `kp.invalid_params` for parameters out of range, `kp.invalid_data` for a table that is missing or one too many, and
    /// what the function says.
    fn call(&self, inputs: &[Option<&Frame>], ctx: &Context) -> Result<Answer> {
        params::check_typed(self)?;
        self.answer(&Inputs::new::<Self>(inputs)?, ctx)
    }
}

/// A table that a function reads.
#[derive(Clone, Copy, Debug)]
pub struct Input {
    /// The argument's name in every language, in snake_case.
    pub name: &'static str,
    /// What is in the table.
    pub doc: &'static str,
    /// Whether it has to be given.
    pub needed: bool,
}

/// What kind of answer a function gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// A table.
    Frame,
    /// Text, such as a page or a picture in SVG.
    Text,
}

/// What a function answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A table.
    Frame(Frame),
    /// Text.
    Text(String),
}

impl Answer {
    /// The table.
    ///
    /// # Errors
    /// `kp.unsupported` for text.
    pub fn frame(self) -> Result<Frame> {
        match self {
            Answer::Frame(frame) => Ok(frame),
            Answer::Text(_) => Err(err!(Unsupported, "the answer is text, not a table")),
        }
    }

    /// The text.
    ///
    /// # Errors
    /// `kp.unsupported` for a table.
    pub fn text(self) -> Result<String> {
        match self {
            Answer::Text(text) => Ok(text),
            Answer::Frame(_) => Err(err!(Unsupported, "the answer is a table, not text")),
        }
    }
}

impl From<Frame> for Answer {
    fn from(frame: Frame) -> Self {
        Answer::Frame(frame)
    }
}

impl From<String> for Answer {
    fn from(text: String) -> Self {
        Answer::Text(text)
    }
}

/// The tables that a function was given.
#[derive(Debug)]
pub struct Inputs<'a> {
    known: &'static [Input],
    given: &'a [Option<&'a Frame>],
}

impl<'a> Inputs<'a> {
    fn new<F: Function>(given: &'a [Option<&'a Frame>]) -> Result<Self> {
        let known = F::INPUTS;
        if given.len() > known.len() {
            let (name, has, takes) = (F::NAME, given.len(), known.len());
            return Err(err!(InvalidData, "{has} tables were given; {name} takes {takes}"));
        }
        let inputs = Self { known, given };
        match known.iter().find(|input| input.needed && inputs.get(input.name).is_none()) {
            Some(input) => Err(err!(InvalidData, "{} needs the table '{}'; none was given", F::NAME, input.name)
                .with("input", input.name)),
            None => Ok(inputs),
        }
    }

    /// The table of a name, where it was given.
    pub fn get(&self, name: &str) -> Option<&'a Frame> {
        let at = self.known.iter().position(|input| input.name == name)?;
        self.given.get(at).copied().flatten()
    }

    /// The table of a name.
    ///
    /// # Errors
    /// `kp.invalid_data` where it is missing, which a needed one is not.
    pub fn need(&self, name: &str) -> Result<&'a Frame> {
        self.get(name).ok_or_else(|| err!(InvalidData, "the table '{name}' is needed here").with("input", name))
    }
}

type Run = fn(&Value, &[Option<&Frame>], &Context) -> Result<Answer>;

/// A function as the catalogue knows it.
#[derive(Clone, Copy)]
pub struct FunctionEntry {
    /// `family.snake_case`; what follows the point is its name in every language.
    pub id: &'static str,
    /// The class in Rust and Java.
    pub name: &'static str,
    /// The function's own version.
    pub version: u32,
    /// The tables that it reads.
    pub inputs: &'static [Input],
    /// What it answers with.
    pub output: Output,
    /// Whether the answer has a row for each of the first table's, in their order.
    pub keeps_rows: bool,
    schema: fn() -> Value,
    defaults: fn() -> Result<Value>,
    run: Run,
}

impl FunctionEntry {
    /// The catalogue line of a function.
    pub fn of<F: Function>() -> Self {
        Self {
            id: F::ID,
            name: F::NAME,
            version: F::VERSION,
            inputs: F::INPUTS,
            output: F::OUTPUT,
            keeps_rows: F::KEEPS_ROWS,
            schema: params::schema_of::<F>,
            defaults: || params::to_value(&F::default()),
            run: |value, inputs, ctx| params::read::<F>(F::NAME, value)?.answer(&Inputs::new::<F>(inputs)?, ctx),
        }
    }

    /// Calls it with parameters as JSON and the tables in order.
    ///
    /// # Errors
    /// As [`Function::call`].
    pub fn call(&self, params: &Value, inputs: &[Option<&Frame>], ctx: &Context) -> Result<Answer> {
        (self.run)(params, inputs, ctx)
    }

    /// The JSON schema of the parameters, with their documentation and ranges.
    pub fn schema(&self) -> Value {
        (self.schema)()
    }

    /// The default parameters.
    pub fn defaults(&self) -> Result<Value> {
        (self.defaults)()
    }

    /// Its page: the doc comment.
    pub fn doc(&self) -> String {
        params::doc_of(&self.schema())
    }

    /// The first sentence of the page.
    pub fn summary(&self) -> String {
        params::summary_of(&self.schema())
    }

    /// Its name in languages whose functions have no class: `reconcile` of `forecast.reconcile`.
    pub fn short(&self) -> &'static str {
        self.id.rsplit('.').next().unwrap_or(self.id)
    }
}

impl std::fmt::Debug for FunctionEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({}, version {})", self.id, self.name, self.version)
    }
}
