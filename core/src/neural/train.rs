//! Training a [`Network`] to give back its input, by burn.

use super::device::{Opened, caught, failed};
use super::network::{Layer, Network};
use crate::component::Context;
use crate::error::{Error, Result, err};
use crate::math::rng::Rng;
use burn::module::Param;
use burn::nn::Linear;
use burn::optim::{AdamWConfig, GradientsParams, ModuleOptimizer};
use burn::tensor::{Device, Tensor, TensorData, activation::relu};

/// How to train.
pub(super) struct Plan {
    pub(super) epochs: usize,
    pub(super) batch: usize,
    pub(super) rate: f64,
    pub(super) decay: f64,
    /// Epochs without improvement after which training stops; `None` for never.
    pub(super) patience: Option<usize>,
}

/// Rows of so many columns, one after the other.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) values: &'a [f32],
    pub(super) columns: usize,
}

/// How the training went.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Report {
    pub(super) device: String,
    /// The loss on the validation rows after each epoch, or on the training rows where none are held out.
    pub(super) losses: Vec<f64>,
    /// The epoch, from 1, whose weights were kept.
    pub(super) kept: usize,
}

/// Trains on `train`, keeps the weights with the least loss on `check`, and leaves them in `network`.
///
/// # Errors
/// `kp.invalid_params` where the loss is not finite; `kp.device_unavailable` where the device fails; cancellation.
pub(super) fn train(
    network: &mut Network,
    (train, check): (Rows<'_>, Rows<'_>),
    plan: &Plan,
    opened: &Opened,
    ctx: &Context,
) -> Result<Report> {
    let work = || {
        let mut trainer = Trainer::new(network, plan, &opened.device);
        let mut report = Report { device: opened.name.clone(), losses: Vec::new(), kept: 0 };
        ctx.progress().start(plan.epochs);
        for epoch in 1..=plan.epochs {
            trainer.epoch(train, epoch, ctx)?;
            let loss = trainer.loss(check)?;
            if !loss.is_finite() {
                let rate = plan.rate;
                let message = format!("the loss is {loss} after {epoch} epochs; learning_rate {rate} is too high");
                return Err(err!(InvalidParams, "{message}").with("param", "learning_rate").with("value", rate));
            }
            let best = report.losses.iter().copied().fold(f64::INFINITY, f64::min);
            report.losses.push(loss);
            if loss < best {
                trainer.download(network)?;
                report.kept = epoch;
            }
            ctx.progress().add(1);
            if plan.patience.is_some_and(|patience| epoch - report.kept >= patience) {
                break;
            }
        }
        Ok(report)
    };
    caught(work).map_err(|why| failed(&opened.name, why))?
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

    /// One pass over the rows in random order. The order is ours: a device's own generator differs from device to device.
    fn epoch(&mut self, rows: Rows<'_>, epoch: usize, ctx: &Context) -> Result<()> {
        let count = rows.values.len() / rows.columns;
        let order = Rng::new(ctx.get_seed(), (1 << 32) + epoch as u64).sample(count, count);
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

    /// The mean squared error.
    fn loss(&self, rows: Rows<'_>) -> Result<f64> {
        let device = self.device.clone().without_autodiff();
        let layers: Vec<Linear> = burn::module::Module::valid(&self.layers);
        let mut sum = 0.0;
        for part in rows.values.chunks(4096 * rows.columns) {
            let data = TensorData::new(part.to_vec(), [part.len() / rows.columns, rows.columns]);
            let input = Tensor::<2>::from_data(data, &device);
            let difference = forward(&layers, &self.relu, input.clone()) - input;
            let squares = read((difference.clone() * difference).sum())?;
            sum += f64::from(squares.first().copied().unwrap_or(f32::NAN));
        }
        Ok(sum / rows.values.len() as f64)
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

fn read<const D: usize>(tensor: Tensor<D>) -> Result<Vec<f32>> {
    let lost = |why: String| -> Error { err!(DeviceUnavailable, "the device gave no result: {why}; ask for cpu") };
    let data = tensor.try_into_data().map_err(|error| lost(format!("{error:?}")))?;
    data.try_to_vec::<f32>().map_err(|error| lost(format!("{error:?}")))
}

#[cfg(test)]
mod tests {
    use super::super::device::Choice;
    use super::super::network::Scratch;
    use super::*;

    const PLAN: Plan = Plan { epochs: 40, batch: 16, rate: 0.01, decay: 0.0, patience: None };

    /// Rows on a plane in five dimensions.
    fn plane(rows: usize) -> Vec<f32> {
        let mut rng = Rng::new(11, 0);
        let row = |_| {
            let (a, b) = (rng.normal() as f32, rng.normal() as f32);
            [a, b, a + b, a - b, 0.5 * a]
        };
        (0..rows).flat_map(row).collect()
    }

    fn run(seed: u64, plan: &Plan, choice: Choice) -> (Network, Report) {
        let values = plane(200);
        let rows = Rows { values: &values, columns: 5 };
        let mut network = Network::random(&[5, 8, 2, 8, 5], seed);
        let ctx = Context::new().seed(seed);
        let report = train(&mut network, (rows, rows), plan, &choice.open().unwrap(), &ctx).unwrap();
        (network, report)
    }

    #[test]
    fn a_plane_is_learnt_and_the_forward_pass_is_burns() {
        let (network, report) = run(1, &PLAN, Choice::Cpu);
        let kept = report.losses[report.kept - 1];
        assert!(kept < 0.05 * report.losses[0], "{report:?}");
        // Our forward pass with the downloaded weights has the loss that burn's had.
        let values = plane(200);
        let mut scratch = Scratch::default();
        let squares = values.chunks(5).map(|row| {
            let output = network.forward(row, &mut scratch);
            row.iter().zip(output).map(|(x, y)| f64::from((x - y) * (x - y))).sum::<f64>()
        });
        let ours = squares.sum::<f64>() / 1000.0;
        assert!((ours - kept).abs() < 1e-5 * kept.max(1e-3), "{ours} {kept}");
    }

    #[test]
    fn the_same_seed_gives_the_same_bits() {
        let plan = Plan { epochs: 5, ..PLAN };
        assert_eq!(run(1, &plan, Choice::Cpu), run(1, &plan, Choice::Cpu));
        assert_ne!(run(1, &plan, Choice::Cpu), run(2, &plan, Choice::Cpu));
    }

    #[test]
    fn training_stops_when_it_no_longer_helps_and_says_when_it_diverges() {
        let (_, report) = run(1, &Plan { epochs: 2000, rate: 0.05, patience: Some(3), ..PLAN }, Choice::Cpu);
        assert!(report.losses.len() < 2000 && report.losses.len() == report.kept + 3, "{}", report.losses.len());
        let values = plane(200);
        let rows = Rows { values: &values, columns: 5 };
        let mut network = Network::random(&[5, 8, 2, 8, 5], 1);
        let plan = Plan { rate: 1e30, ..PLAN };
        let opened = Choice::Cpu.open().unwrap();
        let error = train(&mut network, (rows, rows), &plan, &opened, &Context::new()).unwrap_err();
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
