//! The hash of scikit-learn's features.

/// MurmurHash3, 32 bits for x86, with seed 0.
///
/// Source: Austin Appleby, MurmurHash3.cpp (public domain); equal to `sklearn.utils.murmurhash3_32` 1.9.1.
#[inline]
pub(super) fn murmur3_32(bytes: &[u8]) -> u32 {
    let mut hash = 0u32;
    let (blocks, rest) = bytes.as_chunks::<4>();
    for &block in blocks {
        hash = (hash ^ scramble(u32::from_le_bytes(block))).rotate_left(13).wrapping_mul(5).wrapping_add(0xe654_6b64);
    }
    if !rest.is_empty() {
        let tail = rest.iter().rev().fold(0, |tail, &byte| tail << 8 | u32::from(byte));
        hash ^= scramble(tail);
    }
    hash ^= bytes.len() as u32;
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
            assert_eq!(murmur3_32(text.as_bytes()), hash, "{text}");
        }
    }
}
