//! Where training runs: names of devices, and opening them without a panic.

use crate::error::{Error, Result, err};
use burn::tensor::{Device, Tensor};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a caller asks for: `auto`, `cpu`, `cuda`, `cuda:1`, `wgpu`, `wgpu:0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Auto,
    Cpu,
    Gpu(Backend, usize),
}

/// A way to reach a GPU.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Backend {
    Cuda,
    Wgpu,
}

/// An open device and its name.
pub(super) struct Opened {
    pub(super) device: Device,
    pub(super) name: String,
}

impl Choice {
    /// Reads a name.
    ///
    /// # Errors
    /// `kp.invalid_params` for any other text.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let (kind, index) = text.split_once(':').unwrap_or((text, "0"));
        let index = index.parse().ok().filter(|&index: &usize| index < 256);
        match (kind, index) {
            ("auto", Some(0)) if text == kind => Ok(Choice::Auto),
            ("cpu", Some(0)) if text == kind => Ok(Choice::Cpu),
            ("cuda", Some(index)) => Ok(Choice::Gpu(Backend::Cuda, index)),
            ("wgpu", Some(index)) => Ok(Choice::Gpu(Backend::Wgpu, index)),
            _ => {
                let allowed = "must be auto, cpu, cuda, wgpu, or cuda:N or wgpu:N with N in 0..=255";
                Err(err!(InvalidParams, "device is \"{text}\"; {allowed}").with("param", "device").with("value", text))
            }
        }
    }

    /// Opens the device; `auto` takes the first GPU that works, CUDA before wgpu, and the processor where none does.
    ///
    /// # Errors
    /// `kp.device_unavailable` for a backend that is not compiled in and for a device that is not there.
    pub(super) fn open(self) -> Result<Opened> {
        match self {
            Choice::Cpu => Ok(cpu()),
            Choice::Gpu(backend, index) => backend.open(index),
            Choice::Auto => {
                let gpu = [Backend::Cuda, Backend::Wgpu].into_iter().find_map(|backend| backend.open(0).ok());
                Ok(gpu.unwrap_or_else(cpu))
            }
        }
    }
}

fn cpu() -> Opened {
    Opened { device: Device::flex(), name: "cpu".into() }
}

impl Backend {
    const fn name(self) -> &'static str {
        match self {
            Backend::Cuda => "cuda",
            Backend::Wgpu => "wgpu",
        }
    }

    /// The devices of this backend that the machine has; `None` where the backend is not compiled in.
    fn devices(self) -> Option<Vec<Device>> {
        // Asking burn for a device that is not there panics on a thread of its own; asking what there is does not.
        match self {
            #[cfg(feature = "cuda")]
            Backend::Cuda => Some(Device::enumerate(burn::tensor::DeviceType::Cuda).into_vec()),
            #[cfg(feature = "wgpu")]
            Backend::Wgpu => Some(Device::enumerate(burn::tensor::DeviceType::Wgpu).into_vec()),
            #[allow(unreachable_patterns)]
            _ => None,
        }
    }

    fn open(self, index: usize) -> Result<Opened> {
        let name = self.name();
        let refuse = |why: String| err!(DeviceUnavailable, "device {name}:{index}: {why}").with("device", name);
        let Some(found) = caught(|| self.devices()).map_err(refuse)? else {
            let how =
                format!("this build has no {name}; build with the cargo feature '{name}', or ask for {}", offered());
            return Err(refuse(how));
        };
        let software = std::env::var("KINGPOST_ALLOW_SOFTWARE_GPU").is_ok_and(|value| value == "1");
        let hidden = found.iter().filter(|device| is_software(device)).count();
        let mut usable = found.into_iter().filter(|device| software || !is_software(device));
        let Some(device) = usable.nth(index) else {
            return Err(refuse(absent(name, index, if software { 0 } else { hidden })));
        };
        probe(&device).map_err(refuse)?;
        Ok(Opened { device, name: format!("{name}:{index}") })
    }
}

/// A renderer that runs on the processor is slower than the processor itself.
fn is_software(device: &Device) -> bool {
    format!("{device:?}").contains("Cpu")
}

fn absent(name: &str, index: usize, hidden: usize) -> String {
    let mut text = format!("this machine has no {name} device number {index}");
    if hidden > 0 {
        text += &format!("; {hidden} that run on the processor count only with KINGPOST_ALLOW_SOFTWARE_GPU=1");
    }
    text + &format!("; install the driver, or ask for {}", offered())
}

/// What this build can be asked for.
fn offered() -> String {
    let gpus = [("cuda", cfg!(feature = "cuda")), ("wgpu", cfg!(feature = "wgpu"))];
    let gpus = gpus.into_iter().filter(|&(_, there)| there).map(|(name, _)| name);
    ["auto", "cpu"].into_iter().chain(gpus).collect::<Vec<_>>().join(", ")
}

/// Adds two numbers on the device: a driver that is broken shows it here and not in the middle of a training.
fn probe(device: &Device) -> Result<(), String> {
    let sum = caught(|| {
        let one: Tensor<1> = Tensor::ones([2], device);
        (one.clone() + one).try_into_data().map(|data| data.try_to_vec::<f32>())
    })?;
    match sum {
        Ok(Ok(sum)) if sum == [2.0, 2.0] => Ok(()),
        Ok(Ok(sum)) => Err(format!("computes 1 + 1 = {sum:?}")),
        Ok(Err(error)) => Err(format!("{error:?}")),
        Err(error) => Err(format!("{error:?}")),
    }
}

/// Turns a panic into its text.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        text.or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned())).unwrap_or_else(|| "panicked".into())
    })
}

/// A device that failed while it worked.
pub(super) fn failed(name: &str, why: String) -> Error {
    err!(DeviceUnavailable, "device {name} failed during training: {why}; ask for cpu").with("device", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_others_refused() {
        assert_eq!(Choice::parse("auto").unwrap(), Choice::Auto);
        assert_eq!(Choice::parse("cpu").unwrap(), Choice::Cpu);
        assert_eq!(Choice::parse("cuda").unwrap(), Choice::Gpu(Backend::Cuda, 0));
        assert_eq!(Choice::parse("wgpu:3").unwrap(), Choice::Gpu(Backend::Wgpu, 3));
        for text in ["", "gpu", "CPU", "cpu:0", "auto:0", "cuda:", "cuda:x", "cuda:-1", "wgpu:256", "cuda:1:2"] {
            let error = Choice::parse(text).unwrap_err();
            assert_eq!(error.code(), "kp.invalid_params", "{text}");
            assert!(error.message().contains("must be auto, cpu, cuda"), "{error}");
        }
    }

    #[test]
    fn the_processor_is_always_there() {
        assert_eq!(Choice::Cpu.open().unwrap().name, "cpu");
        probe(&Choice::Auto.open().unwrap().device).unwrap();
    }

    #[cfg(not(feature = "cuda"))]
    #[test]
    fn a_backend_that_is_not_compiled_in_says_how_to_get_it() {
        let error = Choice::parse("cuda:1").unwrap().open().err().unwrap();
        assert_eq!(error.code(), "kp.device_unavailable");
        let message = error.message();
        assert!(message.starts_with("device cuda:1: this build has no cuda"), "{message}");
        assert!(message.contains("cargo feature 'cuda'") && message.contains("auto, cpu"), "{message}");
    }

    #[cfg(feature = "wgpu")]
    #[test]
    fn a_wgpu_device_that_is_not_there_says_so() {
        let error = Choice::parse("wgpu:200").unwrap().open().err().unwrap();
        assert_eq!(error.code(), "kp.device_unavailable");
        let message = error.message();
        assert!(message.starts_with("device wgpu:200: this machine has no wgpu device number 200"), "{message}");
        assert!(message.contains("auto, cpu, wgpu"), "{message}");
    }

    #[test]
    fn a_panic_is_caught_with_its_text() {
        assert_eq!(caught(|| panic!("out of memory")).unwrap_err(), "out of memory");
        assert_eq!(failed("wgpu:0", "gone".into()).code(), "kp.device_unavailable");
    }
}
