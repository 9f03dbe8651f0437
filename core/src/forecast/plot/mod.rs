//! Pictures of series, forecasts and parts that need no other library.

mod axis;
mod draw;

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Long, PanelSpec, in_unit, level_of, models_of, texts_of, ticks_of};
use crate::error::{Result, err};
use draw::{Band, Figure, Line, Panel};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

/// Draws observations, forecasts and their intervals, or the parts of series, as SVG or as a page of HTML.
///
/// One panel a series: the observations as a dark line, each forecast in a colour of its own with a band for each level,
/// wider ones paler. Forecasts of a backtest (a column `cutoff`) are drawn from each origin. `kind = "columns"` draws
/// instead one panel a column of the first table: the parts of a decomposition, or regressors. The picture needs no other
/// file and no script, and follows the reader's light or dark mode.
///
/// Input: the long format; times are dates and times, or whole numbers. Missing values leave a gap.
/// Output: text: an `<svg>` element or a whole page.
/// Errors: `kp.invalid_data` for an id that is not there, a table without values, or columns of another kind.
/// Cost: one point a row drawn.
/// Source: ticks are the nearest of 1, 2 and 5 times a power of ten; Heckbert, Nice numbers for graph labels, 1990.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Plot {
    /// What is drawn.
    pub kind: PlotKind,
    /// What comes out.
    pub format: PlotFormat,
    /// The series to draw; the first `max_ids` when empty.
    #[serde(deserialize_with = "texts_or_numbers")]
    #[schemars(extend("items" = {"type": ["string", "integer"]}))]
    pub ids: Vec<String>,
    /// How many series are drawn where `ids` names none.
    #[schemars(range(min = 1, max = 1000))]
    pub max_ids: usize,
    /// How many of the last observations are drawn; all when absent.
    #[schemars(range(min = 1))]
    pub tail: Option<usize>,
    /// The heading.
    pub title: Option<String>,
    /// The width in pixels.
    #[schemars(range(min = 200, max = 10_000))]
    pub width: usize,
    /// The height of one panel in pixels.
    #[schemars(range(min = 80, max = 10_000))]
    pub height: usize,
    /// The column that tells series apart.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of values.
    pub target_col: String,
}

/// What is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlotKind {
    /// Observations and forecasts, one panel a series.
    #[default]
    Forecast,
    /// Every column of numbers, one panel a series and column.
    Columns,
}

/// What comes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlotFormat {
    /// An `<svg>` element: a file of its own, or part of a page.
    #[default]
    Svg,
    /// A page of HTML.
    Html,
}

impl Default for Plot {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, .. } = PanelSpec::default();
        Self {
            kind: PlotKind::default(),
            format: PlotFormat::default(),
            ids: Vec::new(),
            max_ids: 4,
            tail: None,
            title: None,
            width: 900,
            height: 260,
            id_col,
            time_col,
            target_col,
        }
    }
}

setters! {
    /// Setters.
    Plot {
        /// Sets what is drawn.
        kind: PlotKind,
        /// Sets what comes out.
        format: PlotFormat,
        /// Sets the series to draw.
        ids: impl Into<Vec<String>>,
        /// Sets how many series are drawn.
        max_ids: usize,
        /// Sets how many of the last observations are drawn.
        tail: impl Into<Option<usize>>,
        /// Sets the heading.
        title: impl Into<Option<String>>,
        /// Sets the width in pixels.
        width: usize,
        /// Sets the height of one panel in pixels.
        height: usize,
    }
}

impl Component for Plot {
    const ID: &'static str = "forecast.plot";
    const NAME: &'static str = "Plot";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::component::{Answer, Context, Forecaster, Function};
/// use kingpost::data::{Frame, Panel};
/// use kingpost::forecast::{Naive, Plot};
/// let model = Naive::default().fit(&Panel::from_values(&[1.0, 3.0, 2.0, 4.0])?)?;
/// let (history, forecasts) = (model.fitted()?, model.forecast(2, &[95.0])?);
/// let answer = Plot::default().call(&[Some(&history), Some(&forecasts)], &Context::default())?;
/// let Answer::Text(svg) = answer else { unreachable!() };
/// assert!(svg.starts_with("<svg") && svg.contains("Naive") && svg.contains("95 %"));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for Plot {
    const INPUTS: &'static [Input] = &[
        Input { name: "history", doc: "Id, time and value of the observations.", needed: true },
        Input {
            name: "forecasts",
            doc: "Id, time and forecasts, as `forecast` or `backtest` give them.",
            needed: false,
        },
    ];
    const OUTPUT: Output = Output::Text;

    fn answer(&self, inputs: &Inputs<'_>, _ctx: &Context) -> Result<Answer> {
        let history = Long::read(inputs.need("history")?, &self.id_col, &self.time_col)?;
        let chosen = self.chosen(&history)?;
        let panels = match self.kind {
            PlotKind::Columns => self.columns(&history, &chosen)?,
            PlotKind::Forecast => {
                let frame = inputs.get("forecasts");
                let forecasts = match frame {
                    // A backtest has a time once for each origin; those of one origin follow each other.
                    Some(frame) if frame.get("cutoff").is_none() => {
                        Some(Long::read(frame, &self.id_col, &self.time_col)?)
                    }
                    _ => None,
                };
                let mut panels = self.series(&history, &chosen)?;
                for (panel, &series) in panels.iter_mut().zip(&chosen) {
                    let id = &history.ids[series];
                    if let Some(forecasts) = &forecasts {
                        add_forecasts(panel, forecasts, id, &history, &self.target_col)?;
                    } else if let Some(frame) = frame {
                        add_origins(panel, frame, id, &history, self)?;
                    }
                }
                panels
            }
        };
        let figure = Figure { panels, unit: history.unit, width: self.width as f64, height: self.height as f64 };
        let title = self.title.as_deref().unwrap_or_default();
        Ok(match self.format {
            PlotFormat::Svg => figure.svg(title),
            PlotFormat::Html => figure.page(title),
        }
        .into())
    }
}

/// Ids as text, whole numbers among them.
fn texts_or_numbers<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Id {
        Text(String),
        Number(i64),
    }
    let ids = Vec::deserialize(deserializer)?.into_iter().map(|id| match id {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    });
    Ok(ids.collect())
}

impl Plot {
    /// The series to draw.
    fn chosen(&self, history: &Long<'_>) -> Result<Vec<usize>> {
        if self.ids.is_empty() {
            return Ok((0..history.ids.len().min(self.max_ids)).collect());
        }
        let known = history.position();
        let found = |id: &String| {
            known
                .get(id.as_str())
                .copied()
                .ok_or_else(|| err!(InvalidData, "there is no series '{id}' in the table 'history'").with("series", id))
        };
        self.ids.iter().map(found).collect()
    }

    /// The rows of a series that are drawn.
    fn rows<'a>(&self, history: &'a Long<'_>, series: usize) -> &'a [usize] {
        let rows = &history.rows[series];
        &rows[rows.len() - self.tail.unwrap_or(rows.len()).min(rows.len())..]
    }

    fn series(&self, history: &Long<'_>, chosen: &[usize]) -> Result<Vec<Panel>> {
        let y = history.frame.numbers(&self.target_col)?;
        let panel = |&series: &usize| {
            let points = self.rows(history, series).iter().map(|&row| (history.ticks[row], y[row])).collect();
            let line = Line { name: self.target_col.clone(), colour: None, points };
            Panel { title: history.ids[series].clone(), lines: vec![line], bands: Vec::new() }
        };
        Ok(chosen.iter().map(panel).collect())
    }

    fn columns(&self, history: &Long<'_>, chosen: &[usize]) -> Result<Vec<Panel>> {
        let mut panels = Vec::new();
        for &series in chosen {
            for name in history.columns() {
                let Ok(values) = history.frame.numbers(name) else { continue };
                let points = self.rows(history, series).iter().map(|&row| (history.ticks[row], values[row])).collect();
                let title = format!("{}: {name}", history.ids[series]);
                let line = Line { name: name.to_owned(), colour: Some(0), points };
                panels.push(Panel { title, lines: vec![line], bands: Vec::new() });
            }
        }
        if panels.is_empty() {
            return Err(err!(InvalidData, "the table 'history' has no column of numbers"));
        }
        Ok(panels)
    }
}

/// Adds the forecasts of a series and their bands.
fn add_forecasts(panel: &mut Panel, table: &Long<'_>, id: &str, history: &Long<'_>, target: &str) -> Result<()> {
    let Some(&series) = table.position().get(id) else { return Ok(()) };
    let ticks = table.rows[series].iter().map(|&row| table.ticks[row]).collect();
    let ticks = in_unit(ticks, table.unit, history.unit)?;
    let names: Vec<&str> = table.columns().filter(|name| *name != target).collect();
    let values = |name: &str| -> Result<Vec<f64>> {
        let values = table.frame.numbers(name)?;
        Ok(table.rows[series].iter().map(|&row| values[row]).collect())
    };
    for (colour, model) in models_of(&names).into_iter().enumerate() {
        let mut levels: Vec<f64> =
            names.iter().filter_map(|name| level_of(name, model)).map(|(_, level)| level).collect();
        levels.sort_by(|a, b| b.total_cmp(a));
        levels.dedup();
        for level in levels {
            let (Ok(lower), Ok(upper)) =
                (values(&format!("{model}-lo-{level}")), values(&format!("{model}-hi-{level}")))
            else {
                continue;
            };
            let points = ticks.iter().zip(lower.iter().zip(&upper)).map(|(&tick, (&low, &high))| (tick, low, high));
            panel.bands.push(Band { level, colour, points: points.collect() });
        }
        let points = ticks.iter().copied().zip(values(model)?).collect();
        panel.lines.push(Line { name: model.to_owned(), colour: Some(colour), points });
    }
    Ok(())
}

/// Adds the forecasts of a backtest, a line an origin.
fn add_origins(panel: &mut Panel, frame: &Frame, id: &str, history: &Long<'_>, plot: &Plot) -> Result<()> {
    let ids = texts_of(frame.column(&plot.id_col)?, &plot.id_col)?;
    let ticks = |name: &str| -> Result<Vec<i64>> {
        let (ticks, unit, _) = ticks_of(frame.column(name)?, name)?;
        in_unit(ticks, unit, history.unit)
    };
    let (times, cutoffs) = (ticks(&plot.time_col)?, ticks("cutoff")?);
    let known = [plot.id_col.as_str(), &plot.time_col, &plot.target_col, "cutoff"];
    let names: Vec<&str> = frame.names().filter(|name| !known.contains(name)).collect();
    for (colour, model) in models_of(&names).into_iter().enumerate() {
        let Some(values) = frame.column(model)?.to_f64() else { continue };
        let mut rows: Vec<usize> = (0..frame.rows()).filter(|&row| ids[row] == id).collect();
        rows.sort_by_key(|&row| (cutoffs[row], times[row]));
        for origin in rows.chunk_by(|&a, &b| cutoffs[a] == cutoffs[b]) {
            let points = origin.iter().map(|&row| (times[row], values[row])).collect();
            panel.lines.push(Line { name: model.to_owned(), colour: Some(colour), points });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::Forecaster;
    use crate::data::{Panel as Series, Strings, TimeUnit, Times};
    use crate::forecast::Naive;

    fn text(plot: &Plot, tables: &[Option<&Frame>]) -> Result<String> {
        plot.call(tables, &Context::default())?.text()
    }

    fn monthly() -> Frame {
        let month = |k: i64| (k * 365 + k / 4) * 86_400 / 12;
        let ids: Strings = ["a<b>"; 24].into_iter().chain(["second"; 24]).collect();
        let ticks = (0..24).chain(0..24).map(month).collect();
        let y: Vec<f64> = (0..48).map(|k| if k == 7 { f64::NAN } else { f64::from(k * k) }).collect();
        Frame::new()
            .with("unique_id", ids)
            .and_then(|frame| frame.with("ds", Times::new(ticks, TimeUnit::Second)))
            .and_then(|frame| frame.with("y", y))
            .unwrap()
    }

    #[test]
    fn a_panel_a_series_and_names_cannot_break_out() {
        let svg = text(&Plot { title: Some("\"x\" & y".into()), ..Plot::default() }, &[Some(&monthly())]).unwrap();
        assert!(svg.contains("a&lt;b&gt;") && svg.contains("second") && svg.contains("&quot;x&quot; &amp; y"));
        assert_eq!(svg.matches("<path class=\"line").count(), 2);
        // The missing value cuts the first line in two.
        let first = svg.split("<path class=\"line").nth(1).unwrap();
        assert_eq!(first.split('>').next().unwrap().matches('M').count(), 2, "{first}");
        assert!(svg.contains(">1970-01<") && svg.contains(">1971-10<"), "{svg}");
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
        let one = Plot { ids: vec!["second".into()], tail: Some(3), format: PlotFormat::Html, ..Plot::default() };
        let page = text(&one, &[Some(&monthly())]).unwrap();
        assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n") && !page.contains("a&lt;b"));
    }

    #[test]
    fn forecasts_have_bands_and_a_backtest_a_line_an_origin() {
        let model = Naive::default().fit(&Series::from_values(&[1.0, 3.0, 2.0, 4.0]).unwrap()).unwrap();
        let (history, forecasts) = (model.fitted().unwrap(), model.forecast(2, &[80.0, 95.0]).unwrap());
        let svg = text(&Plot::default(), &[Some(&history), Some(&forecasts)]).unwrap();
        assert_eq!((svg.matches("<path class=\"band").count(), svg.matches("<path class=\"line").count()), (2, 2));
        let backtest = Frame::new()
            .with("unique_id", ["series"; 4].into_iter().collect::<Strings>())
            .and_then(|frame| frame.with("ds", vec![2i64, 3, 3, 4]))
            .and_then(|frame| frame.with("cutoff", vec![1i64, 1, 2, 2]))
            .and_then(|frame| frame.with("y", vec![1.0, 2.0, 2.0, 3.0]))
            .and_then(|frame| frame.with("Naive", vec![1.0, 1.0, 2.0, 2.0]))
            .unwrap();
        let svg = text(&Plot::default(), &[Some(&history), Some(&backtest)]).unwrap();
        assert_eq!(svg.matches("<path class=\"line").count(), 3);
    }

    #[test]
    fn columns_are_drawn_one_by_one_and_what_is_not_there_is_named() {
        let table = monthly().with("trend", vec![1.0; 48]).unwrap();
        let svg = text(&Plot { kind: PlotKind::Columns, ..Plot::default() }, &[Some(&table)]).unwrap();
        assert!(svg.contains("second: trend") && svg.matches("<path class=\"line").count() == 4);
        let error = text(&Plot { ids: vec!["third".into()], ..Plot::default() }, &[Some(&table)]).unwrap_err();
        assert!(error.message().contains("'third'"));
        let nothing = Frame::new().with("y", vec![f64::NAN, f64::NAN]).unwrap();
        assert!(text(&Plot::default(), &[Some(&nothing)]).unwrap().contains("no values"));
    }

    #[test]
    fn ids_may_be_numbers() {
        let of =
            |ids: serde_json::Value| crate::component::params::read::<Plot>("plot", &serde_json::json!({"ids": ids}));
        assert_eq!(of(serde_json::json!([2, "x"])).unwrap().ids, ["2", "x"]);
        assert_eq!(of(serde_json::json!([2.5])).unwrap_err().code(), "kp.invalid_params");
    }
}
