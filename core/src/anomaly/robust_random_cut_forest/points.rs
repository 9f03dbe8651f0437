//! The points of the window, equal ones kept once.

/// Different points, and how often each is in the window.
#[derive(Clone, Debug)]
pub(super) struct Points {
    /// Values of a point.
    pub(super) size: usize,
    values: Vec<f64>,
    copies: Vec<u32>,
    free: Vec<u32>,
}

impl Points {
    pub(super) fn new(size: usize) -> Self {
        Self { size, values: Vec::new(), copies: Vec::new(), free: Vec::new() }
    }

    pub(super) fn get(&self, id: u32) -> &[f64] {
        &self.values[id as usize * self.size..][..self.size]
    }

    pub(super) fn copies(&self, id: u32) -> u32 {
        self.copies[id as usize]
    }

    /// How often a point is there, if its number is given.
    pub(super) fn known(&self, id: u32) -> Option<u32> {
        self.copies.get(id as usize).copied()
    }

    /// How many numbers are given, free ones counted.
    pub(super) fn len(&self) -> usize {
        self.copies.len()
    }

    /// The point of these values, if it is in the window.
    pub(super) fn find(&self, point: &[f64]) -> Option<u32> {
        let equal = |(&copies, values): (&u32, &[f64])| copies > 0 && values == point;
        self.copies.iter().zip(self.values.chunks_exact(self.size)).position(equal).map(|id| id as u32)
    }

    /// A new point.
    pub(super) fn insert(&mut self, point: &[f64]) -> u32 {
        if let Some(id) = self.free.pop() {
            self.values[id as usize * self.size..][..self.size].copy_from_slice(point);
            self.copies[id as usize] = 1;
            return id;
        }
        self.values.extend_from_slice(point);
        self.copies.push(1);
        self.copies.len() as u32 - 1
    }

    /// Another copy of a point.
    pub(super) fn add_copy(&mut self, id: u32) {
        self.copies[id as usize] += 1;
    }

    /// A copy less; the number of the last may be given to another point.
    pub(super) fn remove_copy(&mut self, id: u32) {
        self.copies[id as usize] -= 1;
        if self.copies[id as usize] == 0 {
            self.free.push(id);
        }
    }
}
