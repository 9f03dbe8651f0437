//! Products of 32-bit matrices, the same bits whatever the processor and however many rows there are: every number is one
//! sum in the order of the columns, each step fused.

/// Columns of a panel: two registers of eight.
pub(super) const LANES: usize = 16;
/// Rows at a time; with [`LANES`] columns they and what they need fill sixteen registers.
const ROWS: usize = 6;
/// Numbers of a row that are multiplied before the next panel comes: a panel of them stays in the nearest cache.
const DEPTH: usize = 384;

/// A matrix of weights W, `outputs` by `inputs`, that rows are multiplied by: x Wᵀ. Panel by panel of [`LANES`] outputs, in
/// each the inputs one after the other; what lacks in the last panel is 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Packed {
    pub(super) outputs: usize,
    pub(super) inputs: usize,
    panels: Vec<[f32; LANES]>,
}

impl Packed {
    /// The matrix of `outputs` rows, each of which begins `step` after the one before.
    pub(super) fn new(rows: &[f32], step: usize, outputs: usize, inputs: usize) -> Self {
        let mut packed = Self::default();
        packed.fill(rows, step, outputs, inputs);
        packed
    }

    /// [`Packed::new`] in the memory of this one.
    pub(super) fn fill(&mut self, rows: &[f32], step: usize, outputs: usize, inputs: usize) {
        self.clear(outputs, inputs);
        for output in 0..outputs {
            let panel = &mut self.panels[output / LANES * inputs..][..inputs];
            let row = &rows[output * step..][..inputs];
            panel.iter_mut().zip(row).for_each(|(lanes, &value)| lanes[output % LANES] = value);
        }
    }

    /// The matrix whose columns, one an input, are given as rows that begin `step` after the one before.
    pub(super) fn fill_transposed(&mut self, columns: &[f32], step: usize, outputs: usize, inputs: usize) {
        self.clear(outputs, inputs);
        for input in 0..inputs {
            let column = &columns[input * step..][..outputs];
            for (panel, values) in column.chunks(LANES).enumerate() {
                self.panels[panel * inputs + input][..values.len()].copy_from_slice(values);
            }
        }
    }

    fn clear(&mut self, outputs: usize, inputs: usize) {
        (self.outputs, self.inputs) = (outputs, inputs);
        self.panels.clear();
        self.panels.resize(outputs.div_ceil(LANES) * inputs, [0.0; LANES]);
    }

    /// The matrix row by row.
    pub(super) fn rows(&self) -> Vec<f32> {
        let value = |output: usize, input: usize| self.panels[output / LANES * self.inputs + input][output % LANES];
        (0..self.outputs).flat_map(|output| (0..self.inputs).map(move |input| value(output, input))).collect()
    }

    /// Adds x Wᵀ to `c`: as many rows as `c` has, beginning `x_step` and `c_step` one after the other. Rows of `c` reach to the
    /// end of the last panel.
    #[inline(always)]
    pub(super) fn add_product(&self, x: &[f32], x_step: usize, c: &mut [f32], c_step: usize, rows: usize) {
        for start in (0..self.inputs).step_by(DEPTH) {
            let end = self.inputs.min(start + DEPTH);
            for (place, panel) in self.panels.chunks_exact(self.inputs).enumerate() {
                let (panel, mut row) = (&panel[start..end], 0);
                while row < rows {
                    let x = &x[row * x_step + start..];
                    let c = &mut c[row * c_step + place * LANES..];
                    row += match rows - row {
                        ROWS.. => six(panel, x, x_step, c, c_step),
                        5 => five(panel, x, x_step, c, c_step),
                        4 => four(panel, x, x_step, c, c_step),
                        3 => three(panel, x, x_step, c, c_step),
                        2 => two(panel, x, x_step, c, c_step),
                        _ => one(panel, x, x_step, c, c_step),
                    };
                }
            }
        }
    }
}

/// So many rows at once. A macro, for each row's sums must be a variable of their own to stay in registers.
macro_rules! block {
    ($name:ident: $($row:literal $sums:ident $x:ident),+) => {
        #[inline(always)]
        fn $name(panel: &[[f32; LANES]], x: &[f32], x_step: usize, c: &mut [f32], c_step: usize) -> usize {
            $(
                let $x = &x[$row * x_step..][..panel.len()];
                let mut $sums = [0f32; LANES];
                $sums.copy_from_slice(&c[$row * c_step..][..LANES]);
            )+
            for (at, weights) in panel.iter().enumerate() {
                $(
                    let value = $x[at];
                    for lane in 0..LANES {
                        $sums[lane] = value.mul_add(weights[lane], $sums[lane]);
                    }
                )+
            }
            $( c[$row * c_step..][..LANES].copy_from_slice(&$sums); )+
            [$($row),+].len()
        }
    };
}

block!(one: 0 a xa);
block!(two: 0 a xa, 1 b xb);
block!(three: 0 a xa, 1 b xb, 2 c3 xc);
block!(four: 0 a xa, 1 b xb, 2 c3 xc, 3 d xd);
block!(five: 0 a xa, 1 b xb, 2 c3 xc, 3 d xd, 4 e xe);
block!(six: 0 a xa, 1 b xb, 2 c3 xc, 3 d xd, 4 e xe, 5 f xf);
