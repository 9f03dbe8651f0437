//! Training a [`Network`] to give back its input, by burn.

use super::device::{Opened, caught, failed};
use super::network::{Layer, Network};
use crate::component::Context;
use crate::error::{Error, Result, err};
use crate::math::rng::Rng;
use burn::module::{Module, Param};
use burn::nn::Linear;
use burn::optim::{AdamWConfig, GradientsParams, ModuleOptimizer};
use burn::tensor::{Device, Tensor, TensorData, activation::relu};

/// How to train.
pub(super) struct Plan {
    pub(super) epochs: usize,
    pub(super) batch: usize,
    pub(super) rate: f64,
    pub(super) decay: f64,
    /// The share of the rows with the largest loss that an epoch leaves out.
    pub(super) trim: f64,
    /// Epochs without improvement after which training stops, where rows are held out.
    pub(super) patience: usize,
}

impl Plan {
    /// The places of the rows that remain when the largest losses are left out, in order.
    fn remaining(&self, losses: &[f32]) -> Vec<usize> {
        let mut places: Vec<usize> = (0..losses.len()).collect();
        places.sort_by(|&a, &b| losses[a].total_cmp(&losses[b]));
        let left_out = (self.trim * losses.len() as f64) as usize;
        places.truncate((losses.len() - left_out).max(1));
        places.sort_unstable();
        places
    }
}

/// Rows of so many columns, one after the other.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) values: &'a [f32],
    pub(super) columns: usize,
}

impl Rows<'_> {
    fn len(&self) -> usize {
        self.values.len() / self.columns
    }
}

/// How the training went.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Report {
    pub(super) device: String,
    /// The mean loss after each epoch, without the largest: of the rows held out, or of all where none are.
    pub(super) losses: Vec<f64>,
    /// The epoch, from 1, whose weights were kept.
    pub(super) kept: usize,
}

/// Trains on `rows` and leaves the weights in `network`: those with the least loss on `held_out`, or the last.
///
/// # Errors
/// `kp.invalid_params` where the loss is not finite; `kp.device_unavailable` where the device fails; cancellation.
pub(super) fn train(
    network: &mut Network,
    (rows, held_out): (Rows<'_>, Option<Rows<'_>>),
    plan: &Plan,
    opened: &Opened,
    ctx: &Context,
) -> Result<Report> {
    let work = || {
        let mut trainer = Trainer::new(network, plan, &opened.device);
        let mut report = Report { device: opened.name.clone(), losses: Vec::new(), kept: 0 };
        let mut remaining: Vec<usize> = (0..rows.len()).collect();
        ctx.progress().start(plan.epochs);
        for epoch in 1..=plan.epochs {
            trainer.epoch(rows, &shuffled(&remaining, ctx.get_seed(), epoch), ctx)?;
            let losses = trainer.losses(rows)?;
            remaining = plan.remaining(&losses);
            let loss = match held_out {
                None => mean(&losses, &remaining),
                Some(held_out) => {
                    let losses = trainer.losses(held_out)?;
                    mean(&losses, &plan.remaining(&losses))
                }
            };
            if !loss.is_finite() {
                return Err(diverged(loss, epoch, plan.rate));
            }
            let best = report.losses.iter().copied().fold(f64::INFINITY, f64::min);
            report.losses.push(loss);
            if held_out.is_none() || loss < best {
                report.kept = epoch;
                if held_out.is_some() || epoch == plan.epochs {
                    trainer.download(network)?;
                }
            }
            ctx.progress().add(1);
            if epoch - report.kept >= plan.patience {
                break;
            }
        }
        Ok(report)
    };
    caught(work).map_err(|why| failed(&opened.name, why))?
}

fn diverged(loss: f64, epoch: usize, rate: f64) -> Error {
    let message = format!("the loss is {loss} after {epoch} epochs; learning_rate {rate} is too high");
    err!(InvalidParams, "{message}").with("param", "learning_rate").with("value", rate)
}

/// The places in an order that is ours: a device's own generator differs from device to device.
fn shuffled(places: &[usize], seed: u64, epoch: usize) -> Vec<usize> {
    let order = Rng::new(seed, (1 << 32) + epoch as u64).sample(places.len(), places.len());
    order.into_iter().map(|index| places[index]).collect()
}

fn mean(losses: &[f32], places: &[usize]) -> f64 {
    places.iter().map(|&place| f64::from(losses[place])).sum::<f64>() / places.len() as f64
}

struct Trainer<'a> {
    layers: Vec<Linear>,
    /// Which layers a ReLU follows.
    relu: Vec<bool>,
    optimiser: ModuleOptimizer,
    plan: &'a Plan,
    /// Records what gradients need.
    device: Device,
}

impl<'a> Trainer<'a> {
    fn new(network: &Network, plan: &'a Plan, device: &Device) -> Self {
        let device = device.clone().autodiff();
        let layers = network.layers().iter().map(|layer| upload(layer, &device)).collect();
        let optimiser = AdamWConfig::new().with_epsilon(1e-8).with_weight_decay(plan.decay as f32).init();
        Self { layers, relu: network.layers().iter().map(|layer| layer.relu).collect(), optimiser, plan, device }
    }

    /// One pass over some of the rows.
    fn epoch(&mut self, rows: Rows<'_>, order: &[usize], ctx: &Context) -> Result<()> {
        for chosen in order.chunks(self.plan.batch) {
            ctx.check()?;
            let mut values = Vec::with_capacity(chosen.len() * rows.columns);
            for &row in chosen {
                values.extend_from_slice(&rows.values[row * rows.columns..(row + 1) * rows.columns]);
            }
            let input = Tensor::<2>::from_data(TensorData::new(values, [chosen.len(), rows.columns]), &self.device);
            let difference = forward(&self.layers, &self.relu, input.clone()) - input;
            let gradients = (difference.clone() * difference).mean().backward();
            let gradients = GradientsParams::from_grads(gradients, &self.layers);
            let layers = std::mem::take(&mut self.layers);
            self.layers = self.optimiser.step(self.plan.rate, layers, gradients);
        }
        Ok(())
    }

    /// The mean squared error of each row.
    fn losses(&self, rows: Rows<'_>) -> Result<Vec<f32>> {
        let device = self.device.clone().without_autodiff();
        let layers: Vec<Linear> = Module::valid(&self.layers);
        let mut losses = Vec::with_capacity(rows.len());
        for part in rows.values.chunks(4096 * rows.columns) {
            let data = TensorData::new(part.to_vec(), [part.len() / rows.columns, rows.columns]);
            let input = Tensor::<2>::from_data(data, &device);
            let difference = forward(&layers, &self.relu, input.clone()) - input;
            losses.extend(read((difference.clone() * difference).mean_dim(1))?);
        }
        Ok(losses)
    }

    fn download(&self, network: &mut Network) -> Result<()> {
        for (layer, trained) in network.layers_mut().iter_mut().zip(&self.layers) {
            layer.weight = read(trained.weight.val())?;
            if let Some(bias) = &trained.bias {
                layer.bias = read(bias.val())?;
            }
        }
        Ok(())
    }
}

fn upload(layer: &Layer, device: &Device) -> Linear {
    let weight = TensorData::new(layer.weight.clone(), [layer.inputs, layer.outputs]);
    let bias = TensorData::new(layer.bias.clone(), [layer.outputs]);
    Linear { weight: Param::from_data(weight, device), bias: Some(Param::from_data(bias, device)) }
}

fn forward(layers: &[Linear], with_relu: &[bool], input: Tensor<2>) -> Tensor<2> {
    layers.iter().zip(with_relu).fold(input, |values, (layer, &with_relu)| {
        let values = layer.forward(values);
        if with_relu { relu(values) } else { values }
    })
}

pub(super) fn read<const D: usize>(tensor: Tensor<D>) -> Result<Vec<f32>> {
    let lost = |why: String| -> Error { err!(DeviceUnavailable, "the device gave no result: {why}; ask for cpu") };
    let data = tensor.try_into_data().map_err(|error| lost(format!("{error:?}")))?;
    data.try_to_vec::<f32>().map_err(|error| lost(format!("{error:?}")))
}

#[cfg(test)]
mod tests {
    use super::super::device::Choice;
    use super::super::network::Scratch;
    use super::*;

    const PLAN: Plan = Plan { epochs: 40, batch: 16, rate: 0.01, decay: 0.0, trim: 0.0, patience: usize::MAX };

    /// Rows on a plane in five dimensions.
    fn plane(rows: usize) -> Vec<f32> {
        let mut rng = Rng::new(11, 0);
        let row = |_| {
            let (a, b) = (rng.normal() as f32, rng.normal() as f32);
            [a, b, a + b, a - b, 0.5 * a]
        };
        (0..rows).flat_map(row).collect()
    }

    /// The mean squared error by our own forward pass.
    fn loss(network: &Network, values: &[f32]) -> f64 {
        let mut scratch = Scratch::default();
        let squares = values.chunks(5).map(|row| {
            let output = network.forward(row, &mut scratch);
            row.iter().zip(output).map(|(x, y)| f64::from((x - y) * (x - y))).sum::<f64>()
        });
        squares.sum::<f64>() / values.len() as f64
    }

    fn run(seed: u64, plan: &Plan, choice: Choice) -> (Network, Report) {
        let values = plane(200);
        let rows = Rows { values: &values, columns: 5 };
        let mut network = Network::random(&[5, 8, 2, 8, 5], seed);
        let ctx = Context::new().seed(seed);
        let report = train(&mut network, (rows, None), plan, &choice.open().unwrap(), &ctx).unwrap();
        (network, report)
    }

    #[test]
    fn a_plane_is_learnt_and_the_forward_pass_is_burns() {
        let (network, report) = run(1, &PLAN, Choice::Cpu);
        let kept = report.losses[report.kept - 1];
        assert!(kept < 0.05 * report.losses[0], "{report:?}");
        // Our forward pass with the downloaded weights has the loss that burn's had.
        let ours = loss(&network, &plane(200));
        assert!((ours - kept).abs() < 1e-5 * kept.max(1e-3), "{ours} {kept}");
    }

    #[test]
    fn three_steps_are_those_of_pytorch() {
        // torch 2.15.0: the same weights in nn.Linear, (net(x) - x).square().mean(), three steps of
        // AdamW(lr=0.05, weight_decay=0.1) on all four rows.
        let mut network = Network::random(&[2, 3, 1, 3, 2], 0);
        for layer in network.layers_mut() {
            let weight = |(place, weight): (usize, &mut f32)| *weight = 0.2 * ((place * 7 % 5) as f32 - 2.0) + 0.1;
            layer.weight.iter_mut().enumerate().for_each(weight);
            layer.bias.iter_mut().enumerate().for_each(|(place, bias)| *bias = 0.05 * place as f32);
        }
        let values = [1.0, 2.0, -1.0, 0.5, 0.3, -2.0, 2.0, 1.0];
        let plan = Plan { epochs: 3, batch: 4, rate: 0.05, decay: 0.1, ..PLAN };
        let opened = Choice::Cpu.open().unwrap();
        let rows = Rows { values: &values, columns: 2 };
        let report = train(&mut network, (rows, None), &plan, &opened, &Context::new()).unwrap();
        assert!((report.losses[1] - 1.606_992_8).abs() < 1e-6 && (report.losses[2] - 1.509_236_9).abs() < 1e-6);
        let expected = [-0.444_165_05, 0.240_610_58, 0.641_157_6, 0.047_748_08, 0.237_140_72, -0.437_524_56];
        for (ours, torchs) in network.layers()[0].weight.iter().zip(expected) {
            assert!((ours - torchs).abs() < 1e-6, "{ours} {torchs}");
        }
    }

    #[test]
    fn trimming_keeps_anomalies_from_being_learnt() {
        let mut values = plane(200);
        let strange = [4.0, 4.0, -4.0, 4.0, -4.0].repeat(20);
        values.extend(&strange);
        let rows = Rows { values: &values, columns: 5 };
        let opened = Choice::Cpu.open().unwrap();
        let loss_with = |trim| {
            let mut network = Network::random(&[5, 8, 2, 8, 5], 1);
            train(&mut network, (rows, None), &Plan { trim, ..PLAN }, &opened, &Context::new()).unwrap();
            loss(&network, &strange)
        };
        let (learnt, left_out) = (loss_with(0.0), loss_with(0.2));
        assert!(left_out > 5.0 * learnt, "{learnt} {left_out}");
    }

    #[test]
    fn the_same_seed_gives_the_same_bits() {
        let plan = Plan { epochs: 5, ..PLAN };
        assert_eq!(run(1, &plan, Choice::Cpu), run(1, &plan, Choice::Cpu));
        assert_ne!(run(1, &plan, Choice::Cpu), run(2, &plan, Choice::Cpu));
    }

    #[test]
    fn training_stops_when_it_no_longer_helps_and_says_when_it_diverges() {
        let values = plane(200);
        let rows = Rows { values: &values, columns: 5 };
        let opened = Choice::Cpu.open().unwrap();
        let mut network = Network::random(&[5, 8, 2, 8, 5], 1);
        let plan = Plan { epochs: 2000, rate: 0.05, patience: 3, ..PLAN };
        let report = train(&mut network, (rows, Some(rows)), &plan, &opened, &Context::new()).unwrap();
        assert!(report.losses.len() < 2000 && report.losses.len() == report.kept + 3, "{}", report.losses.len());
        let least = report.losses.iter().copied().fold(f64::INFINITY, f64::min);
        assert_eq!(report.losses[report.kept - 1], least);
        assert!((loss(&network, &values) - least).abs() < 1e-5 * least, "the weights kept are those of the best epoch");
        let plan = Plan { rate: 1e30, ..PLAN };
        let error = train(&mut network, (rows, None), &plan, &opened, &Context::new()).unwrap_err();
        assert_eq!(error.code(), "kp.invalid_params");
        assert_eq!(error.context()["param"], "learning_rate");
    }

    /// A GPU reaches the processor's weights within rounding; runs on Mesa's software renderer too.
    #[cfg(feature = "wgpu")]
    #[test]
    fn wgpu_trains_like_the_processor() {
        let plan = Plan { epochs: 2, batch: 64, ..PLAN };
        let Ok(choice) = Choice::parse("wgpu") else { panic!("wgpu is a device") };
        if let Err(error) = choice.open() {
            assert_eq!(error.code(), "kp.device_unavailable");
            // Who allows the software renderer has one, and wants to see it used.
            assert!(std::env::var_os("KINGPOST_ALLOW_SOFTWARE_GPU").is_none(), "{error}");
            return;
        }
        let ((gpu, report), (cpu, _)) = (run(1, &plan, choice), run(1, &plan, Choice::Cpu));
        assert_eq!(report.device, "wgpu:0");
        for (gpu, cpu) in gpu.layers().iter().zip(cpu.layers()) {
            for (gpu, cpu) in gpu.weight.iter().zip(&cpu.weight) {
                assert!((gpu - cpu).abs() < 1e-4, "{gpu} {cpu}");
            }
        }
    }
}
