//! Anomalies as the rows that a small neural network cannot give back.

use super::device::Choice;
use super::network::{MAX_WEIGHTS, Network, Scratch};
use super::train::{Plan, Report, Rows, train};
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, corrupt, setters};
use crate::data::{Column, Frame, Table};
use crate::error::{Result, err};
use crate::math::rng::{Rng, hash};
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Autoencoder: scores a row by how badly a neural network that was squeezed through a narrow layer gives it back.
///
/// The columns are put on one scale and clipped at 8 units. Fully connected layers with ReLU narrow to `latent` numbers and
/// widen again; AdamW minimises the mean squared difference between output and input. From the second epoch on, the rows
/// that fit worst are left out (`trim`), so that anomalies among the training rows are not learnt. The score is the mean
/// over the columns of the squared difference.
///
/// Input: a table of numbers without missing values, at least two rows. Constant columns are allowed.
/// Output: scores from 0 upwards, in squared units of the scale; `explain` gives what each column adds, and their sum is the
/// score.
/// Errors: `kp.missing_values`; `kp.invalid_data` for categories; `kp.not_enough_data`; `kp.device_unavailable` for a device
/// that is not there or not compiled in; `kp.invalid_params` for an unknown device and where training diverges.
/// Cost: O(epochs × rows × weights) to fit, O(weights) a row to score.
/// Exactness: on one machine and device the same seed gives the same bits, at any number of threads. Training on another
/// device or kind of processor gives another, equally good network. A fitted model gives the same bits everywhere, and needs
/// no device.
/// Source: Hinton and Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, Science 313 (2006); Loshchilov
/// and Hutter, Decoupled Weight Decay Regularization, ICLR 2019. Trained by burn 0.22.1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Autoencoder {
    /// Where to train: `auto` (default) for the first GPU that this build can use, else the processor; `cpu`; `cuda` or
    /// `cuda:1`; `wgpu` or `wgpu:1`. A GPU that is only emulated counts where `KINGPOST_ALLOW_SOFTWARE_GPU` is 1.
    pub device: String,
    /// The widths of the encoder's layers before the narrow one; the decoder mirrors them. Default `[32]`; empty for none.
    #[schemars(length(max = 15), extend("items" = {"type": "integer", "minimum": 1, "maximum": 65536}))]
    pub hidden: Vec<u32>,
    /// The width of the narrow layer. Null (default) for the square root of the number of columns, rounded up.
    #[schemars(range(min = 1, max = 65536))]
    pub latent: Option<u32>,
    /// Passes over the data, at most. Default 20: a network that is trained for long learns the anomalies too.
    #[schemars(range(min = 1, max = 100_000))]
    pub epochs: u32,
    /// Rows of one step. Default 64.
    #[schemars(range(min = 1, max = 1_048_576))]
    pub batch_size: u32,
    /// The size of AdamW's steps. Default 0.001.
    #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1.0))]
    pub learning_rate: f64,
    /// How much each weight shrinks in one step, times the learning rate. Default 0.0001.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub weight_decay: f64,
    /// The share of the rows with the largest loss that each epoch but the first leaves out, so that the network does not
    /// learn to give back the anomalies among the training rows. Default 0.5; 0 to train on every row.
    #[schemars(range(min = 0.0, max = 0.5))]
    pub trim: f64,
    /// Holds a tenth of the rows out, at most 10,000, stops after so many epochs without a smaller loss on them, and keeps the
    /// weights with the least. Null (default) trains on all rows and runs all epochs.
    #[schemars(range(min = 1, max = 100_000))]
    pub patience: Option<u32>,
    /// How the columns are put on one scale. Default `robust`.
    pub scaling: Scaling,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

/// How columns are put on one scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scaling {
    /// Less the median, over the interquartile range / 1.349; over the standard deviation where that range is 0.
    #[default]
    Robust,
    /// Less the mean, over the standard deviation.
    Standard,
}

impl Default for Autoencoder {
    fn default() -> Self {
        Self {
            device: "auto".into(),
            hidden: vec![32],
            latent: None,
            epochs: 20,
            batch_size: 64,
            learning_rate: 1e-3,
            weight_decay: 1e-4,
            trim: 0.5,
            patience: None,
            scaling: Scaling::Robust,
            contamination: 0.1,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::{Context, Detector}, data::{Frame, Table}, neural::Autoencoder};
    /// // Two columns that move together; the last row breaks the rule, though each of its values is common.
    /// let mut columns = [1.0, 2.0].map(|slope| (0..100).map(|t| slope * f64::from(t % 10)).collect::<Vec<_>>());
    /// columns[0].push(1.0);
    /// columns[1].push(16.0);
    /// let [x, y] = columns;
    /// let rows = Frame::new().with("x", x)?.with("y", y)?;
    /// let network = Autoencoder::default().device("cpu").latent(1).epochs(100).learning_rate(0.01).trim(0.1);
    /// let model = network.fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&rows.into(), &Context::new())?;
    /// assert!(scores[..100].iter().all(|&score| score < scores[100]));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    Autoencoder {
        /// The width of the narrow layer.
        latent: u32,
        /// Most passes over the data.
        epochs: u32,
        /// Rows of one step.
        batch_size: u32,
        /// The size of AdamW's steps.
        learning_rate: f64,
        /// How much each weight shrinks in one step, times the learning rate.
        weight_decay: f64,
        /// The share of the rows with the largest loss that each epoch leaves out.
        trim: f64,
        /// Epochs without improvement after which training stops; `None` to run them all.
        patience: Option<u32>,
        /// How the columns are put on one scale.
        scaling: Scaling,
        /// The share of anomalies expected in the training data.
        contamination: f64,
    }
}

impl Autoencoder {
    /// Where to train; see [`Autoencoder::device`].
    #[must_use]
    pub fn device(mut self, device: &str) -> Self {
        self.device = device.to_owned();
        self
    }

    /// The widths of the encoder's layers before the narrow one.
    #[must_use]
    pub fn hidden(mut self, widths: &[u32]) -> Self {
        self.hidden = widths.to_vec();
        self
    }

    /// The widths of all layers for so many columns.
    fn widths(&self, columns: usize) -> Result<Vec<usize>> {
        let root = sqrt(columns as f64).ceil() as usize;
        let encoder: Vec<usize> =
            std::iter::once(columns).chain(self.hidden.iter().map(|&width| width as usize)).collect();
        let latent = self.latent.map_or(root, |width| width as usize);
        let widths: Vec<usize> = encoder.iter().copied().chain([latent]).chain(encoder.iter().rev().copied()).collect();
        let weights: usize =
            widths.windows(2).map(|pair| pair[0].saturating_mul(pair[1])).fold(0, usize::saturating_add);
        if weights > MAX_WEIGHTS {
            let message = format!("layers of {widths:?} have {weights} weights; must be at most {MAX_WEIGHTS}");
            return Err(err!(InvalidParams, "{message}; make hidden narrower").with("param", "hidden"));
        }
        Ok(widths)
    }
}

impl Component for Autoencoder {
    const ID: &'static str = "anomaly.autoencoder";
    const NAME: &'static str = "Autoencoder";
    const VERSION: u32 = 1;
}

impl Detector for Autoencoder {
    type State = AutoencoderState;

    fn contamination(&self) -> Option<f64> {
        Some(self.contamination)
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<AutoencoderState> {
        let choice = Choice::parse(&self.device)?;
        table.two_rows()?;
        let columns = table.complete()?;
        let count = table.rows();
        let widths = self.widths(columns.len())?;
        let scales: Vec<Scale> = columns.iter().map(|column| Scale::of(column, self.scaling)).collect();
        let opened = choice.open()?;

        let held_out = if self.patience.is_some() { (count / 10).min(10_000) } else { 0 };
        let order = Rng::new(ctx.get_seed(), hash("held out")).sample(count, count);
        let gather = |rows: &[usize]| -> Vec<f32> {
            let row = |&row: &usize| columns.iter().zip(&scales).map(move |(column, scale)| scale.apply(column[row]));
            rows.iter().flat_map(row).collect()
        };
        let (check, rest) = (gather(&order[..held_out]), gather(&order[held_out..]));
        let check = (held_out > 0).then_some(Rows { values: &check, columns: columns.len() });
        let plan = Plan {
            epochs: self.epochs as usize,
            batch: self.batch_size as usize,
            rate: self.learning_rate,
            decay: self.weight_decay,
            trim: self.trim,
            patience: self.patience.map_or(usize::MAX, |patience| patience as usize),
        };
        let mut network = Network::random(&widths, ctx.get_seed());
        let report = train(&mut network, (Rows { values: &rest, columns: columns.len() }, check), &plan, &opened, ctx)?;
        Ok(AutoencoderState { scales, network, report })
    }
}

/// Beyond so many units a value is as strange as it can be; a single wild value must not rule the training.
const CLIP: f64 = 8.0;

/// (x - centre) / width.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Scale {
    centre: f64,
    width: f64,
}

impl Scale {
    fn of(column: &[f64], scaling: Scaling) -> Self {
        let count = column.len() as f64;
        // In units of the largest value, so that rounding leaves a constant no deviation.
        let unit = column.iter().fold(0.0, |most: f64, x| most.max(x.abs())).max(f64::MIN_POSITIVE);
        let mean = column.iter().map(|x| x / unit).sum::<f64>() / count;
        let deviation = sqrt(column.iter().map(|x| (x / unit - mean) * (x / unit - mean)).sum::<f64>() / count);
        let (mean, deviation) = (mean * unit, deviation * unit);
        let robust = match scaling {
            Scaling::Standard => None,
            Scaling::Robust => {
                let mut sorted = column.to_vec();
                sorted.sort_by(f64::total_cmp);
                let quartile = |part: f64| sorted[(part * (count - 1.0)).round() as usize];
                // The interquartile range of a normal distribution is 1.349 standard deviations.
                let range = quartile(0.75) / 1.349 - quartile(0.25) / 1.349;
                Some((quartile(0.5), if range > 0.0 { range } else { deviation }))
            }
        };
        let (centre, width) = robust.unwrap_or((mean, deviation));
        let usable = width.is_finite() && width > 0.0;
        Self { centre, width: if usable { width } else { 1.0 } }
    }

    fn apply(self, x: f64) -> f32 {
        ((x - self.centre) / self.width).clamp(-CLIP, CLIP) as f32
    }
}

/// The scales of the columns and the network's weights.
#[derive(Clone, Debug, PartialEq)]
pub struct AutoencoderState {
    scales: Vec<Scale>,
    network: Network,
    report: Report,
}

impl AutoencoderState {
    /// Calls `take` with each row's squared differences, column by column, and returns what it returns.
    fn errors<T: Send>(&self, table: &Table<'_>, ctx: &Context, take: impl Fn(&[f64]) -> T + Sync) -> Result<Vec<T>> {
        const BLOCK: usize = 1024;
        let (columns, rows) = (table.complete()?, table.rows());
        let block = |block: usize| {
            let (mut scratch, mut row, mut squares) = (Scratch::default(), Vec::new(), Vec::new());
            let within = block * BLOCK..((block + 1) * BLOCK).min(rows);
            let taken = within.map(|place| {
                row.clear();
                row.extend(columns.iter().zip(&self.scales).map(|(column, scale)| scale.apply(column[place])));
                let output = self.network.forward(&row, &mut scratch);
                squares.clear();
                squares.extend(row.iter().zip(output).map(|(&x, &y)| {
                    let difference = f64::from(x) - f64::from(y);
                    difference * difference
                }));
                take(&squares)
            });
            Ok(taken.collect::<Vec<T>>())
        };
        Ok(ctx.map(rows.div_ceil(BLOCK), block)?.into_iter().flatten().collect())
    }
}

impl DetectorState for AutoencoderState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let columns = self.scales.len() as f64;
        self.errors(table, ctx, |squares| squares.iter().sum::<f64>() / columns)
    }

    /// The squared difference of each column over the number of columns.
    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        let columns = self.scales.len();
        let rows = self.errors(table, ctx, |squares| squares.to_vec())?;
        Ok((0..columns).map(|column| rows.iter().map(|row| row[column] / columns as f64).collect()).collect())
    }

    /// Summary: `device`, `epochs` run, `kept_epoch`, `widths`. Table `training`: `epoch`, `loss`.
    fn parts(&self) -> Result<Parts> {
        let Report { device, losses, kept } = &self.report;
        let mut parts = Parts::default();
        for (name, value) in [
            ("device", json!(device)),
            ("epochs", json!(losses.len())),
            ("kept_epoch", json!(kept)),
            ("widths", json!(self.network.widths())),
        ] {
            parts.summary.insert(name.into(), value);
        }
        let epochs = Column::I64((1..=losses.len() as i64).collect());
        parts.tables.push(("training".into(), Frame::new().with("epoch", epochs)?.with("loss", losses.clone())?));
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        let scale = |part: fn(&Scale) -> f64| self.scales.iter().map(part).collect::<Vec<_>>();
        store.put("scale.centre", &scale(|scale| scale.centre));
        store.put("scale.width", &scale(|scale| scale.width));
        store.set("device", &self.report.device)?;
        store.set("kept_epoch", &self.report.kept)?;
        store.put("losses", &self.report.losses);
        self.network.store(store);
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let network = Network::restore(store, columns)?;
        let centres: Vec<f64> = store.take_exactly("scale.centre", columns)?;
        let widths: Vec<f64> = store.take_exactly("scale.width", columns)?;
        let pairs = centres.into_iter().zip(widths);
        let scales: Vec<Scale> = pairs.map(|(centre, width)| Scale { centre, width }).collect();
        let sound = |scale: &Scale| scale.centre.is_finite() && scale.width.is_finite() && scale.width > 0.0;
        if !scales.iter().all(sound) {
            return Err(corrupt("scale", "is not finite, or a width is not above 0"));
        }
        let report =
            Report { device: store.get("device")?, losses: store.take("losses")?, kept: store.get("kept_epoch")? };
        if report.losses.iter().any(|loss| !loss.is_finite()) || !(1..=report.losses.len()).contains(&report.kept) {
            return Err(corrupt("losses", "are not finite, or lack the epoch that was kept"));
        }
        Ok(Self { scales, network, report })
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
