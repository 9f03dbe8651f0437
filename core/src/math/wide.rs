//! The widest registers that the processor has, chosen at run time.
//!
//! A kernel of this crate works on arrays of lanes, added up in an order that is written down. So it gives the same bits
//! whichever registers the compiler puts the lanes in: 16 bytes of every x86-64, or 32 of AVX2. Nothing is fused or
//! reordered unless the code says so. The 64 bytes of AVX-512 were tried on Zen 4: neighbours and forests were no faster,
//! and the matrix profile took twice as long.

/// Runs a kernel compiled for the processor at hand. The closure must be `#[inline(always)]`, and so must what its hot
/// loop calls: what is not inlined is compiled for the oldest processor, the closure that `for_each` takes among it.
#[inline(always)]
pub(crate) fn wide<R>(kernel: impl FnOnce() -> R) -> R {
    pulp::Arch::new().dispatch(kernel)
}

#[cfg(test)]
mod tests {
    use super::wide;

    /// Lanes side by side, as the kernels have them.
    #[inline(always)]
    fn dot(a: &[f32], b: &[f32]) -> [f32; 16] {
        let mut lanes = [0f32; 16];
        for (a, b) in a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0) {
            for lane in 0..16 {
                lanes[lane] += a[lane] * b[lane];
            }
        }
        lanes
    }

    #[test]
    fn wide_registers_give_the_same_bits() {
        let values: Vec<f32> = (0..4_096u32).map(|i| (i.wrapping_mul(2_654_435_761) as f32) * 1e-7 - 200.0).collect();
        let (a, b) = values.split_at(2_048);
        assert_eq!(
            wide(
                #[inline(always)]
                || dot(a, b)
            ),
            dot(a, b)
        );
    }
}
