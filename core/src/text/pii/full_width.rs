//! Letters, digits and signs as wide as a Chinese character: "０３－１２３４－５６７８".

use super::kinds::Found;
use crate::math::wide::wide;

/// A text with plain letters, digits and signs for those of full width.
pub(super) struct Plain {
    pub(super) text: String,
    /// The places of those that were put in, each of which was two bytes longer.
    places: Vec<usize>,
}

impl Plain {
    /// `None` for a text without digits or at signs of full width, as nearly all are.
    pub(super) fn of(text: &str) -> Option<Self> {
        if !wide(
            #[inline(always)]
            || has_any(text.as_bytes()),
        ) {
            return None;
        }
        let mut plain = Self { text: String::with_capacity(text.len()), places: Vec::new() };
        for c in text.chars() {
            let own = match c {
                '\u{3000}' => ' ',
                '\u{ff01}'..='\u{ff5e}' => char::from((u32::from(c) - 0xfee0) as u8),
                _ => c,
            };
            if own != c {
                plain.places.push(plain.text.len());
            }
            plain.text.push(own);
        }
        Some(plain)
    }

    /// The same finding in the text as it was.
    pub(super) fn back(&self, one: Found) -> Found {
        let place = |place: usize| place + 2 * self.places.partition_point(|&other| other < place);
        Found { start: place(one.start), end: place(one.end), ..one }
    }
}

/// Whether there is a digit or an at sign of full width.
#[inline(always)]
fn has_any(bytes: &[u8]) -> bool {
    if bytes.is_ascii() {
        return false;
    }
    let may_begin = |block: &[u8]| block.iter().fold(false, |any, &byte| any | (byte == 0xef));
    let begins = |at: usize| matches!(bytes.get(at..at + 3), Some([0xef, 0xbc, 0x90..=0x99 | 0xa0]));
    let mut blocks = bytes.chunks(64).enumerate().filter(|(_, block)| may_begin(block));
    blocks.any(|(number, block)| (number * 64..number * 64 + block.len()).any(begins))
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;
    use super::*;

    #[test]
    fn only_texts_with_such_digits_are_read_otherwise() {
        for text in ["", "plain 123", "電話は03-1234-5678です：（）", "ｶﾅ ＡＢＣ", &"の".repeat(100)] {
            assert!(Plain::of(text).is_none(), "{text}");
        }
        for before in 0..70 {
            let text = format!("{}７", "x".repeat(before));
            assert_eq!(Plain::of(&text).unwrap().text, format!("{}7", "x".repeat(before)));
        }
    }

    #[test]
    fn what_is_written_in_full_width_is_found_where_it_stands() {
        for (text, kind, value) in [
            ("👩 電話：０３－１２３４－５６７８です", "phone", "０３－１２３４－５６７８"),
            ("電話　＋８１　３　１２３４　５６７８、", "phone", "＋８１　３　１２３４　５６７８"),
            ("カード４１１１－１１１１－１１１１－１１１１。", "credit_card", "４１１１－１１１１－１１１１－１１１１"),
            (
                "ＩＢＡＮ　ＤＥ８９３７０４００４４０５３２０１３０００",
                "iban",
                "ＤＥ８９３７０４００４４０５３２０１３０００",
            ),
            ("é ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "email", "ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ"),
            ("card 4111 １１１１ 1111 １１１１", "credit_card", "4111 １１１１ 1111 １１１１"),
        ] {
            assert_eq!(kinds(text), [(kind, value)], "{text}");
        }
        assert_eq!(kinds("カード４１１１－１１１１－１１１１－１１１２。"), []);
    }
}
