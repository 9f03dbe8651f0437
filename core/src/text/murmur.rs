//! The hash of scikit-learn's features.

use super::analyze::Gram;

/// MurmurHash3, 32 bits for x86, with seed 0.
///
/// Source: Austin Appleby, MurmurHash3.cpp (public domain); equal to `sklearn.utils.murmurhash3_32` 1.9.1.
#[inline]
pub(super) fn murmur3_32(gram: Gram<'_>) -> u32 {
    let (mut hash, size) = (0u32, gram.size());
    let whole = size & !3;
    for at in (0..whole).step_by(4) {
        hash = (hash ^ scramble(gram.four(at))).rotate_left(13).wrapping_mul(5).wrapping_add(0xe654_6b64);
    }
    // No bytes left over are a zero, which scrambles to zero.
    hash ^= scramble(gram.four(whole) & ((1 << (8 * (size & 3))) - 1));
    hash ^= size as u32;
    hash = (hash ^ hash >> 16).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ hash >> 13).wrapping_mul(0xc2b2_ae35);
    hash ^ hash >> 16
}

#[inline]
fn scramble(block: u32) -> u32 {
    block.wrapping_mul(0xcc9e_2d51).rotate_left(15).wrapping_mul(0x1b87_3593)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_agree_with_the_reference() {
        // sklearn.utils.murmurhash3_32(text, positive=True), scikit-learn 1.9.1.
        for (text, hash) in [
            ("", 0x00000000),
            ("a", 0x3c2569b2),
            ("ab", 0x9bbfd75f),
            ("abc", 0xb3dd93fa),
            ("abcd", 0x43ed676a),
            ("straße", 0x7ce85b05),
            ("the quick brown fox", 0x1efc4bf4),
        ] {
            let padded = format!("x{text}ABCDEFGH");
            assert_eq!(murmur3_32(Gram::new(padded.as_bytes(), 1, 1 + text.len())), hash, "{text}");
        }
    }
}
