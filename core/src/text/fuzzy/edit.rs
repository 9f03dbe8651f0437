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

    /// How many blocks of 64 characters it has.
    pub(super) fn blocks(&self) -> usize {
        self.blocks
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The characters that are not of ASCII, in order.
    pub(super) fn others(&self) -> &[char] {
        &self.others
    }

    /// A word for each block.
    pub(super) fn places(&self, c: char) -> &[u64] {
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

    /// The places of a character in a pattern of one block.
    #[inline]
    fn only(&self, c: char) -> u64 {
        match self.ascii.get(c as usize) {
            Some(&places) => places,
            None => self.places(c)[0],
        }
    }

    /// The length of the longest common subsequence: Hyyrö, Bit-parallel LCS-length computation revisited, 2004.
    pub(super) fn common(&self, other: &[char]) -> usize {
        if self.blocks == 1 {
            let mut state = u64::MAX;
            for &c in other {
                let matched = state & self.only(c);
                state = state.wrapping_add(matched) | (state - matched);
            }
            return state.count_zeros() as usize;
        }
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
        if self.blocks == 1 {
            return self.levenshtein_of_one_block(other);
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

    fn levenshtein_of_one_block(&self, other: &[char]) -> usize {
        let (mut more, mut less) = (u64::MAX, 0u64);
        let (mut distance, last) = (self.chars.len(), self.chars.len() - 1);
        for &c in other {
            let places = self.only(c);
            let same = ((places & more).wrapping_add(more) ^ more) | places | less;
            let (across_more, across_less) = (less | !(same | more), same & more);
            distance += (across_more >> last & 1) as usize;
            distance -= (across_less >> last & 1) as usize;
            let shifted = across_more << 1 | 1;
            more = across_less << 1 | !(same | shifted);
            less = shifted & same;
        }
        distance
    }

    /// The similarity of Jaro, from 0 to 1: characters that both have at nearly the same place, and how many of them are in
    /// another order. The places of the pattern where a character may be are bits, of which the first is taken.
    pub(super) fn jaro(&self, other: &[char]) -> f64 {
        let (a, b) = (self.chars.len(), other.len());
        if a == 0 && b == 0 {
            return 1.0;
        }
        let window = (a.max(b) / 2).saturating_sub(1);
        let (count, apart) = match (a, b) {
            (..=64, ..=64) => self.jaro_of_one_block(other, window),
            _ => self.jaro_of_blocks(other, window),
        };
        if count == 0 {
            return 0.0;
        }
        jaro_of(a, b, count, apart / 2)
    }

    /// How many characters match, and how many of them are in another order.
    fn jaro_of_one_block(&self, other: &[char], window: usize) -> (usize, usize) {
        let (mut taken, mut matched) = (0u64, 0u64);
        for (place, &c) in other.iter().enumerate() {
            let near = below(place + window + 1) & !below(place.saturating_sub(window));
            let free = self.only(c) & near & !taken;
            taken |= free & free.wrapping_neg();
            matched |= u64::from(free != 0) << place;
        }
        let (count, mut apart) = (taken.count_ones() as usize, 0);
        while taken != 0 {
            let place = matched.trailing_zeros() as usize;
            let first = taken & taken.wrapping_neg();
            apart += usize::from(other.get(place).is_none_or(|&c| self.only(c) & first == 0));
            (taken, matched) = (taken ^ first, matched & (matched - 1));
        }
        (count, apart)
    }

    fn jaro_of_blocks(&self, other: &[char], window: usize) -> (usize, usize) {
        let (mut taken, mut matched) = (vec![0u64; self.blocks], Vec::new());
        for (place, &c) in other.iter().enumerate() {
            let (from, to) = (place.saturating_sub(window), (place + window + 1).min(self.chars.len()));
            let places = self.places(c);
            for block in from / 64..to.div_ceil(64) {
                let start = block * 64;
                let near = below(to - start) & !below(from.saturating_sub(start));
                let free = places[block] & near & !taken[block];
                if free != 0 {
                    taken[block] |= free & free.wrapping_neg();
                    matched.push(c);
                    break;
                }
            }
        }
        let own = self.chars.iter().enumerate().filter(|(place, _)| taken[place / 64] >> (place % 64) & 1 != 0);
        let apart = own.zip(&matched).filter(|((_, a), b)| a != b).count();
        (matched.len(), apart)
    }

    /// The similarity of Jaro, raised where the first characters, at most four, agree and it is above 0.7 already.
    pub(super) fn jaro_winkler(&self, other: &[char]) -> f64 {
        winkler(self.jaro(other), &self.chars, other)
    }
}

/// The bits below a place.
#[inline]
fn below(place: usize) -> u64 {
    if place >= 64 { u64::MAX } else { (1 << place) - 1 }
}

/// The similarity of Jaro by how many characters match and half of how many are in another order.
pub(super) fn jaro_of(a: usize, b: usize, count: usize, moved: usize) -> f64 {
    let matched = count as f64;
    (matched / a as f64 + matched / b as f64 + (count - moved) as f64 / matched) / 3.0
}

/// Raises a similarity of Jaro.
pub(super) fn winkler(jaro: f64, a: &[char], b: &[char]) -> f64 {
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

    /// By the definition: each character of the second takes the first free equal one of the first within the window.
    fn plain_jaro(a: &[char], b: &[char]) -> f64 {
        let window = (a.len().max(b.len()) / 2).saturating_sub(1);
        let (mut taken, mut matched) = (vec![false; a.len()], Vec::new());
        for (place, c) in b.iter().enumerate() {
            let near = place.saturating_sub(window)..(place + window + 1).min(a.len());
            if let Some(other) = near.into_iter().find(|&other| !taken[other] && a[other] == *c) {
                taken[other] = true;
                matched.push(*c);
            }
        }
        let own = a.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(c, _)| c);
        let apart = own.zip(&matched).filter(|(a, b)| a != b).count();
        if matched.is_empty() { 0.0 } else { jaro_of(a.len(), b.len(), matched.len(), apart / 2) }
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
                assert_eq!(pattern.jaro(&b), plain_jaro(&a, &b));
                assert_eq!(Pattern::new(&b).jaro(&a), plain_jaro(&b, &a));
            }
        }
    }
}
