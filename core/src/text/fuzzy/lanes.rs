//! Distances of one string to several patterns at once: a lane each.

use super::edit::Pattern;
use crate::math::wide::wide;

/// How many patterns are compared at once.
pub(super) const LANES: usize = 8;

/// The blocks of 64 characters that a pattern has at most.
const MOST: usize = 4;

/// A block of each pattern.
type Words = [u64; LANES];

/// Which places of each pattern hold a character; of too long patterns none.
#[derive(Debug)]
pub(super) struct Lanes {
    lengths: [Option<usize>; LANES],
    blocks: usize,
    /// `blocks` for each character of ASCII.
    ascii: Vec<Words>,
    /// Other characters in order, and `blocks` for each, with those of a character that is not there at the end.
    others: Vec<char>,
    bits: Vec<Words>,
    /// The last place of each pattern.
    last: [Words; MOST],
}

impl Lanes {
    /// Of at most so many patterns; `None` where there is nothing to gain.
    pub(super) fn new(patterns: &[&Pattern]) -> Option<Self> {
        let short = |lane: usize| patterns.get(lane).filter(|pattern| pattern.blocks() <= MOST);
        if (0..LANES).filter_map(short).count() < 2 {
            return None;
        }
        let blocks = (0..LANES).filter_map(short).map(|pattern| pattern.blocks()).max()?;
        let mut others: Vec<char> =
            (0..LANES).filter_map(short).flat_map(|pattern| pattern.others()).copied().collect();
        others.sort_unstable();
        others.dedup();
        let mut last = [[0; LANES]; MOST];
        let lengths = std::array::from_fn(|lane| short(lane).map(|pattern| pattern.len()));
        for (lane, length) in lengths.iter().enumerate() {
            if let Some(end) = length.and_then(|length: usize| length.checked_sub(1)) {
                last[end / 64][lane] = 1 << (end % 64);
            }
        }
        let of = |c: char| {
            let block = move |block: usize| {
                std::array::from_fn(|lane| short(lane).and_then(|one| one.places(c).get(block).copied()).unwrap_or(0))
            };
            (0..blocks).map(block)
        };
        let ascii = (0..128u8).flat_map(|c| of(char::from(c))).collect();
        let none = std::iter::repeat_n([0; LANES], blocks);
        let bits = others.iter().flat_map(|&c| of(c)).chain(none).collect();
        Some(Self { lengths, blocks, ascii, others, bits, last })
    }

    /// The blocks of a character.
    #[inline(always)]
    fn places<const B: usize>(&self, c: char) -> Option<&[Words; B]> {
        if c.is_ascii() {
            return self.ascii[c as usize * B..].first_chunk();
        }
        let row = self.others.binary_search(&c).unwrap_or(self.others.len());
        self.bits[row * B..].first_chunk()
    }

    /// The insertions and deletions from each pattern to a string, as [`Pattern::indel`].
    pub(super) fn indel(&self, other: &[char]) -> [Option<usize>; LANES] {
        let common = match self.blocks {
            1 => self.common::<1>(other),
            2 => self.common::<2>(other),
            3 => self.common::<3>(other),
            _ => self.common::<MOST>(other),
        };
        std::array::from_fn(|lane| Some(self.lengths[lane]? + other.len() - 2 * common[lane] as usize))
    }

    fn common<const B: usize>(&self, other: &[char]) -> [u32; LANES] {
        wide(
            #[inline(always)]
            || {
                let mut state = [[u64::MAX; LANES]; B];
                for &c in other {
                    let Some(places) = self.places::<B>(c) else { continue };
                    let mut carry = [0; LANES];
                    for (state, places) in state.iter_mut().zip(places) {
                        for lane in 0..LANES {
                            let (old, matched) = (state[lane], state[lane] & places[lane]);
                            let sum = old.wrapping_add(matched).wrapping_add(carry[lane]);
                            carry[lane] = (matched | old & !sum) >> 63;
                            state[lane] = sum | (old ^ matched);
                        }
                    }
                }
                let mut zeros = [0; LANES];
                for state in state {
                    for lane in 0..LANES {
                        zeros[lane] += state[lane].count_zeros();
                    }
                }
                zeros
            },
        )
    }

    /// The insertions, deletions and substitutions from each pattern to a string, as [`Pattern::levenshtein`].
    pub(super) fn levenshtein(&self, other: &[char]) -> [Option<usize>; LANES] {
        let gained = match self.blocks {
            1 => self.gained::<1>(other),
            2 => self.gained::<2>(other),
            3 => self.gained::<3>(other),
            _ => self.gained::<MOST>(other),
        };
        std::array::from_fn(|lane| match self.lengths[lane]? {
            0 => Some(other.len()),
            length => Some(length.wrapping_add(gained[lane] as usize)),
        })
    }

    fn gained<const B: usize>(&self, other: &[char]) -> Words {
        wide(
            #[inline(always)]
            || {
                let (mut more, mut less, mut gained) = ([[u64::MAX; LANES]; B], [[0u64; LANES]; B], [0u64; LANES]);
                for &c in other {
                    let Some(places) = self.places::<B>(c) else { continue };
                    let (mut carry_more, mut carry_less) = ([1; LANES], [0; LANES]);
                    for block in 0..B {
                        for lane in 0..LANES {
                            let (up, down) = (more[block][lane], less[block][lane]);
                            let matched = places[block][lane] | carry_less[lane];
                            let same = ((matched & up).wrapping_add(up) ^ up) | matched | down;
                            let (across_more, across_less) = (down | !(same | up), same & up);
                            let last = self.last[block][lane];
                            gained[lane] = gained[lane].wrapping_add(u64::from(across_more & last != 0));
                            gained[lane] = gained[lane].wrapping_sub(u64::from(across_less & last != 0));
                            let shifted_more = across_more << 1 | carry_more[lane];
                            let shifted_less = across_less << 1 | carry_less[lane];
                            (carry_more[lane], carry_less[lane]) = (across_more >> 63, across_less >> 63);
                            more[block][lane] = shifted_less | !(same | shifted_more);
                            less[block][lane] = shifted_more & same;
                        }
                    }
                }
                gained
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::rng::Rng;

    #[test]
    fn each_lane_is_as_its_pattern_alone() {
        let mut rng = Rng::new(5, 6);
        let groups: [&[usize]; 5] =
            [&[0, 1, 5, 63, 64, 3, 20, 40], &[64, 7, 65], &[128, 129, 300, 0], &[256, 255, 193, 192, 1], &[70, 257]];
        for lengths in groups {
            let mut word = |n: usize| (0..n).map(|_| ['a', 'b', 'é', '🙂'][rng.below(4)]).collect::<Vec<_>>();
            let patterns: Vec<Pattern> = lengths.iter().map(|&length| Pattern::new(&word(length))).collect();
            let Some(lanes) = Lanes::new(&patterns.iter().collect::<Vec<_>>()) else {
                assert_eq!(lengths, [70, 257]);
                continue;
            };
            for length in [0, 1, 30, 64, 100, 280] {
                let mut other = word(length);
                other.extend((length == 30).then_some('ß'));
                let (indel, levenshtein) = (lanes.indel(&other), lanes.levenshtein(&other));
                for (lane, pattern) in patterns.iter().enumerate() {
                    let fits = pattern.len() <= 256;
                    assert_eq!(indel[lane], fits.then(|| pattern.indel(&other)));
                    assert_eq!(levenshtein[lane], fits.then(|| pattern.levenshtein(&other)));
                }
                assert!(indel[patterns.len()..].iter().all(Option::is_none));
            }
        }
    }
}
