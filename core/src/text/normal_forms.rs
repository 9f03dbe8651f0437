//! Normal forms and case folding of Unicode 14.0.0, and what is left of a text without accents.

use super::options::{Normalization, StripAccents};
use super::unicode::{is_unassigned, is_word, lower_into};
use super::unicode_tables::{FOLD, FOLD_FULL};
use std::borrow::Cow;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{
    IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfd_quick, is_nfkc_quick, is_nfkd_quick,
};

/// The text in a normal form, as Python's `unicodedata.normalize`.
pub(super) fn normalize(text: &str, form: Normalization) -> Cow<'_, str> {
    let chars = text.chars();
    // What is normal with the newer Unicode of the crate is so without its newer characters, and so are its parts.
    let quick = text.is_ascii()
        || IsNormalized::Yes
            == match form {
                Normalization::Nfc => is_nfc_quick(chars),
                Normalization::Nfd => is_nfd_quick(chars),
                Normalization::Nfkc => is_nfkc_quick(chars),
                Normalization::Nfkd => is_nfkd_quick(chars),
            };
    if quick {
        return Cow::Borrowed(text);
    }
    Cow::Owned(assigned(text, |part, normal| match form {
        Normalization::Nfc => normal.extend(part.nfc()),
        Normalization::Nfd => normal.extend(part.nfd()),
        Normalization::Nfkc => normal.extend(part.nfkc()),
        Normalization::Nfkd => normal.extend(part.nfkd()),
    }))
}

/// How texts are made plain before they are cut or compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plain {
    pub(super) normalization: Option<Normalization>,
    pub(super) lowercase: bool,
    pub(super) case_fold: bool,
    pub(super) strip_accents: Option<StripAccents>,
}

impl Plain {
    /// Writes a text to an empty buffer: in its normal form, then with its case folded or lower, then without accents, then
    /// in its normal form again, as the steps between may leave it: "J\u{30c}" has no one character, its small letter has.
    pub(super) fn write(self, text: &str, plain: &mut String) {
        let text = self.normalization.map_or(Cow::Borrowed(text), |form| normalize(text, form));
        if self.case_fold {
            fold_into(&text, plain);
        } else if self.lowercase {
            lower_into(&text, plain);
        } else {
            plain.push_str(&text);
        }
        if plain.is_ascii() {
            return;
        }
        match self.strip_accents {
            None => {}
            Some(StripAccents::Ascii) => *plain = to_ascii(plain),
            Some(StripAccents::Unicode) => *plain = strip_marks(plain),
        }
        if let Some(Cow::Owned(normal)) = self.normalization.map(|form| normalize(plain, form)) {
            *plain = normal;
        }
    }
}

/// Copies a text with its parts changed by `change`, but for characters that Unicode 14.0.0 does not have. Those neither
/// join with others nor change places with them, so that the parts may be taken one by one.
fn assigned(text: &str, change: impl Fn(&str, &mut String)) -> String {
    let (mut changed, mut from) = (String::with_capacity(text.len()), 0);
    for (at, c) in text.char_indices() {
        // Nearly all characters are of words, which is told faster.
        if !c.is_ascii() && !is_word(c) && is_unassigned(c) {
            change(&text[from..at], &mut changed);
            changed.push(c);
            from = at + c.len_utf8();
        }
    }
    change(&text[from..], &mut changed);
    changed
}

/// The text with compatibility decompositions and without combining marks.
pub(super) fn strip_marks(text: &str) -> String {
    assigned(text, |part, stripped| stripped.extend(part.nfkd().filter(|&c| canonical_combining_class(c) == 0)))
}

/// The text with compatibility decompositions, and of those what is ASCII.
pub(super) fn to_ascii(text: &str) -> String {
    let mut ascii = assigned(text, |part, ascii| ascii.extend(part.nfkd().filter(char::is_ascii)));
    ascii.retain(|c| c.is_ascii());
    ascii
}

/// Appends `text` with its case folded in full, as Python's `str.casefold`: what differs in case alone becomes equal.
pub(super) fn fold_into(text: &str, folded: &mut String) {
    if text.is_ascii() {
        let start = folded.len();
        folded.push_str(text);
        folded[start..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
            continue;
        }
        let point = c as u32;
        let after = FOLD.partition_point(|&(first, ..)| first <= point);
        let one = after
            .checked_sub(1)
            .map(|run| FOLD[run])
            .filter(|&(first, last, step, _)| point <= last && (point - first).is_multiple_of(u32::from(step)));
        match (one, FOLD_FULL.binary_search_by_key(&point, |&(point, _)| point)) {
            (Some((.., away)), _) => folded.extend(point.checked_add_signed(away).and_then(char::from_u32)),
            (None, Ok(at)) => folded.push_str(FOLD_FULL[at].1),
            (None, Err(_)) => folded.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    const FORMS: [Normalization; 4] =
        [Normalization::Nfc, Normalization::Nfd, Normalization::Nfkc, Normalization::Nfkd];

    /// Whether a plane has no characters, or private ones alone.
    fn is_bare(c: char) -> bool {
        matches!(c as u32, 0x4_0000..0xe_0000 | 0xe_1000..)
    }

    /// The digest of what `of` gives for every character but those of bare planes, each with a line end after it.
    fn digest(of: impl Fn(&str) -> String) -> String {
        let mut digest = Sha256::new();
        for c in ('\0'..=char::MAX).filter(|&c| !is_bare(c)) {
            digest.update(of(c.encode_utf8(&mut [0; 4])));
            digest.update("\n");
        }
        digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn every_character_folds_as_in_python() {
        // CPython 3.11.7: sha256 over chr(i).casefold().encode() + b"\n" for every i below 0x40000 or in
        // 0xe0000..0xe1000 that is no surrogate. Perl 5.36.0, whose Unicode is 14.0.0 as well, folds (`fc`) the same
        // 1,530 characters to the same.
        let fold = |text: &str| {
            let mut folded = String::new();
            fold_into(text, &mut folded);
            folded
        };
        assert_eq!(digest(fold), "87f3e7dfffbfede129a211add79469bf249c66909b3287f1c3c4925efd26fff6");
        assert_eq!(fold("Straße ΣΑΣ ﬃ İ Ꭰꭰ"), "strasse σασ ffi i\u{307} ᎠᎠ");
    }

    #[test]
    fn every_character_has_the_normal_forms_of_python() {
        // CPython 3.11.7, unicodedata 14.0.0: sha256 over normalize(form, chr(i)).encode() + b"\n" for the same i; and
        // over normalize(form, normalize("NFD", chr(i)) + "\u0323" + chr(i) + "\u0301a\u0315\u0300"), where marks join
        // and change places.
        let expected = [
            [
                "366e589c377f001a60fa54ef071719d7a632b87ae254756a72babbaa97017f65",
                "e90b925778d28b5e1b5067b3269fb0f83b96d8fec88e7fde97ed24ff7061e498",
            ],
            [
                "5890f8b5ca0d2584a6365362fa6509453d0246f947298ae3410cf931f20fb521",
                "35fef6146aa5e32521557aeda08f834e2f23df3146241391eff61fcdff9e55d3",
            ],
            [
                "575bf580145d8a63fbfdd5960cf4eef416c0922fb112e7e4c1f68b5bd3fa6b54",
                "82b66888978e7d1eb4f1fe34cec34e1657f7a391603c8e13106f8cbcb9bc447c",
            ],
            [
                "694d1fd5ee07915659ced8f5ff022bc4f27b4ca90331614c4bafd1fab320b66f",
                "460d92e7f94dda639e118fb1ecdafc9f453ca4ba595b88071e24241f3236c71c",
            ],
        ];
        for (form, [alone, among]) in FORMS.into_iter().zip(expected) {
            assert_eq!(digest(|text| normalize(text, form).into_owned()), alone, "{form:?}");
            let text = |c: &str| format!("{}\u{323}{c}\u{301}a\u{315}\u{300}", normalize(c, Normalization::Nfd));
            assert_eq!(digest(|c| normalize(&text(c), form).into_owned()), among, "{form:?}");
        }
    }

    #[test]
    fn bare_planes_stay() {
        let text: String = ('\0'..=char::MAX).filter(|&c| is_bare(c)).collect();
        let mut folded = String::new();
        fold_into(&text, &mut folded);
        assert!(
            folded == text
                && strip_marks(&text) == text
                && FORMS.into_iter().all(|form| normalize(&text, form) == text)
        );
    }

    #[test]
    fn characters_that_came_later_stay() {
        // U+1CCD6 (Unicode 16) is compatible with A and U+10EFD (15) a mark: CPython 3.11.7 knows neither.
        let text = "e\u{10efd}\u{301}\u{1ccd6}e\u{301}";
        assert_eq!(normalize(text, Normalization::Nfkc), "e\u{10efd}\u{301}\u{1ccd6}\u{e9}");
        assert_eq!(strip_marks(text), "e\u{10efd}\u{1ccd6}e");
        assert_eq!(to_ascii(text), "ee");
    }

    #[test]
    fn accents_go_as_in_python_for_every_character() {
        // CPython 3.11.7: sha256 over "".join(c for c in normalize("NFKD", chr(i)) if not combining(c)).encode() + b"\n",
        // and over normalize("NFKD", chr(i)).encode("ascii", "ignore") + b"\n", which scikit-learn's two functions come to.
        assert_eq!(digest(strip_marks), "fef2d7598c5ba522f2cd908b9b5fe3f9901c4f993d63b68b645d4ad115d1be30");
        assert_eq!(digest(to_ascii), "46b40a743465cd7fe73c6cd00723d350d8243947f87ee5243654716edfafdb0c");
    }

    #[test]
    fn the_steps_leave_the_normal_form() {
        // CPython 3.11.7: normalize(form, normalize(form, text).casefold()) for the forms in order, of this text.
        let text = "J\u{30c} ﬁ A\u{30a} Ω\u{345} ㎏ ℌ";
        let expected = [
            "\u{1f0} fi \u{e5} \u{3c9}\u{3b9} \u{338f} \u{210c}",
            "j\u{30c} fi a\u{30a} \u{3c9}\u{3b9} \u{338f} \u{210c}",
            "\u{1f0} fi \u{e5} \u{3c9}\u{3b9} kg h",
            "j\u{30c} fi a\u{30a} \u{3c9}\u{3b9} kg h",
        ];
        let mut plain = Plain { normalization: None, lowercase: true, case_fold: true, strip_accents: None };
        for (form, expected) in FORMS.into_iter().zip(expected) {
            plain.normalization = Some(form);
            let mut written = String::new();
            plain.write(text, &mut written);
            assert_eq!(written, expected, "{form:?}");
        }
        // Without accents Hangul would fall apart, were it not put together again.
        let strip_accents = Some(StripAccents::Unicode);
        plain = Plain { normalization: Some(Normalization::Nfc), case_fold: false, strip_accents, ..plain };
        let mut written = String::new();
        plain.write("É 한", &mut written);
        assert_eq!(written, "e 한");
    }

    #[test]
    fn a_normal_text_is_not_copied() {
        for form in FORMS {
            assert!(matches!(normalize("plain ASCII", form), Cow::Borrowed(_)));
            assert!(matches!(normalize("Заказ 日本", form), Cow::Borrowed(_)));
        }
        assert!(matches!(normalize("caf\u{e9}", Normalization::Nfc), Cow::Borrowed(_)));
    }
}
