//! Distances between strings of characters, many characters at once: a bit each.

/// Which places of a pattern hold a character.
#[derive(Debug)]
pub(super) struct Pattern {
    chars: Vec<char>,
    blocks: usize,
    /// `blocks` words for each character of ASCII, present or not.
    ascii: Vec<u64>,
    /// Other characters in order, and `blocks` words for each.
    others: Vec<char>,
    bits: Vec<u64>,
    none: Vec<u64>,
}

impl Pattern {
    pub(super) fn new(chars: &[char]) -> Self {
        let blocks = chars.len().div_ceil(64).max(1);
        let mut others: Vec<char> = chars.iter().copied().filter(|c| !c.is_ascii()).collect();
        others.sort_unstable();
        others.dedup();
        let bits = vec![0; others.len() * blocks];
        let mut pattern =
            Self { chars: chars.to_vec(), blocks, ascii: vec![0; 128 * blocks], others, bits, none: vec![0; blocks] };
        for (place, &c) in chars.iter().enumerate() {
            let bit = 1 << (place % 64);
            if c.is_ascii() {
                pattern.ascii[c as usize * blocks + place / 64] |= bit;
            } else if let Ok(row) = pattern.others.binary_search(&c) {
                pattern.bits[row * blocks + place / 64] |= bit;
            }
        }
        pattern
    }

    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    fn places(&self, c: char) -> &[u64] {
        let blocks = self.blocks;
        if c.is_ascii() {
            let start = c as usize * blocks;
            return &self.ascii[start..start + blocks];
        }
        match self.others.binary_search(&c) {
            Ok(row) => &self.bits[row * blocks..(row + 1) * blocks],
            Err(_) => &self.none,
        }
    }

    /// The length of the longest common subsequence: Hyyrö, Bit-parallel LCS-length computation revisited, 2004.
    pub(super) fn common(&self, other: &[char]) -> usize {
        let mut state = vec![u64::MAX; self.blocks];
        for &c in other {
            let mut carry = 0;
            for (state, places) in state.iter_mut().zip(self.places(c)) {
                let matched = *state & places;
                let (sum, over) = state.overflowing_add(matched);
                let (sum, more) = sum.overflowing_add(carry);
                carry = u64::from(over | more);
                *state = sum | (*state - matched);
            }
        }
        let zeros: u32 = state.iter().map(|state| state.count_zeros()).sum();
        zeros as usize
    }

    /// Insertions and deletions from one to the other.
    pub(super) fn indel(&self, other: &[char]) -> usize {
        self.chars.len() + other.len() - 2 * self.common(other)
    }

    /// Insertions, deletions and substitutions: Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau edit
    /// distances, 2003.
    pub(super) fn levenshtein(&self, other: &[char]) -> usize {
        if self.chars.is_empty() {
            return other.len();
        }
        let (mut more, mut less) = (vec![u64::MAX; self.blocks], vec![0u64; self.blocks]);
        let (mut distance, last) = (self.chars.len(), 1u64 << ((self.chars.len() - 1) % 64));
        for &c in other {
            let (mut carry_more, mut carry_less) = (1, 0);
            for (block, &places) in self.places(c).iter().enumerate() {
                let (up, down) = (more[block], less[block]);
                let matched = places | carry_less;
                let same = ((matched & up).wrapping_add(up) ^ up) | matched | down;
                let (across_more, across_less) = (down | !(same | up), same & up);
                if block + 1 == self.blocks {
                    distance += usize::from(across_more & last != 0);
                    distance -= usize::from(across_less & last != 0);
                }
                let (shifted_more, shifted_less) = (across_more << 1 | carry_more, across_less << 1 | carry_less);
                (carry_more, carry_less) = (across_more >> 63, across_less >> 63);
                more[block] = shifted_less | !(same | shifted_more);
                less[block] = shifted_more & same;
            }
        }
        distance
    }
}

/// The similarity of Jaro, from 0 to 1: characters that both have at nearly the same place, and how many of them are in
/// another order.
pub(super) fn jaro(a: &[char], b: &[char]) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let window = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; b.len()];
    let mut matched = Vec::new();
    for (place, &c) in a.iter().enumerate() {
        let from = place.saturating_sub(window).min(b.len());
        let to = (place + window + 1).min(b.len());
        if let Some(other) = (from..to).find(|&other| !taken[other] && b[other] == c) {
            taken[other] = true;
            matched.push(c);
        }
    }
    if matched.is_empty() {
        return 0.0;
    }
    let others = b.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(c, _)| c);
    let moved = matched.iter().zip(others).filter(|(a, b)| a != b).count() / 2;
    let (count, m) = (matched.len() as f64, matched.len());
    (count / a.len() as f64 + count / b.len() as f64 + (m - moved) as f64 / count) / 3.0
}

/// The similarity of Jaro, raised where the first characters, at most four, agree and it is above 0.7 already.
pub(super) fn jaro_winkler(a: &[char], b: &[char]) -> f64 {
    let jaro = jaro(a, b);
    if jaro <= 0.7 {
        return jaro;
    }
    let prefix = a.iter().zip(b).take(4).take_while(|(a, b)| a == b).count();
    jaro + 0.1 * prefix as f64 * (1.0 - jaro)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::rng::Rng;

    /// By the definition, a row of the table after the other.
    fn plain(a: &[char], b: &[char], substitution: usize) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut diagonal = std::mem::replace(&mut row[0], i + 1);
            for (j, y) in b.iter().enumerate() {
                let cost = if x == y { 0 } else { substitution };
                let best = (diagonal + cost).min(row[j] + 1).min(row[j + 1] + 1);
                diagonal = std::mem::replace(&mut row[j + 1], best);
            }
        }
        row[b.len()]
    }

    #[test]
    fn bits_and_the_table_agree() {
        let mut rng = Rng::new(3, 4);
        for length in [0, 1, 5, 63, 64, 65, 130, 200] {
            for _ in 0..20 {
                let mut word = |n: usize| (0..n).map(|_| ['a', 'b', 'é', '🙂'][rng.below(4)]).collect::<Vec<_>>();
                let (a, b) = (word(length), word(length / 2 + 20));
                let pattern = Pattern::new(&a);
                assert_eq!(pattern.levenshtein(&b), plain(&a, &b, 1));
                assert_eq!(pattern.indel(&b), plain(&a, &b, 2));
            }
        }
    }
}
