//! The language of texts by profiles that come with the library.

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Strings};
use crate::error::{Result, err};
use crate::text::columns::{each, texts};
use crate::text::unicode::is_word;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use whatlang::{Detector, Lang, Script};

/// Tells the language of texts at once, without training: 70 languages, by their alphabets and most frequent trigrams.
///
/// The script with most characters decides where it has one language. Among the languages of the Latin, Cyrillic, Arabic,
/// Devanagari and Hebrew scripts, each is scored by the share of the characters that are in its alphabet and by how near the
/// ranks of the text's trigrams are to those of the language; Chinese and Japanese are told apart by the share of kana. A
/// `LanguageIdentifier` trained on sentences of your languages is more accurate, above all on short texts and between
/// close languages such as Danish and Norwegian; what `languages` leaves out helps as well.
///
/// Input: texts. Output: one row a text, in order, with `row`; `language`, its code of ISO 639-3 such as "eng"; `script`, by
/// name; `confidence` from 0 to 1, by how far the second language is behind; `reliable`, whether that is above 0.9. A text has no
/// language, rather than a guess, where it has no letter, fewer than `min_letters` in a script of several languages, or a script
/// whose language `languages` does not have; then `confidence` is missing and `reliable` is false. All of a missing text
/// are missing. Han characters without kana are Chinese.
/// Errors: `kp.invalid_data` without a column of texts; `kp.invalid_params` for a code that there is not.
/// Cost: O(characters + languages × 300) a text; texts in parallel.
/// Source: Cavnar and Trenkle, N-gram-based text categorization, 1994; whatlang 0.18.0, whose answers these are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct DetectLanguage {
    /// The languages that may be found, by their codes of ISO 639-3; null for all.
    #[schemars(length(min = 1))]
    pub languages: Option<Vec<String>>,
    /// Texts with fewer letters have no language, unless their script has one language alone.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub min_letters: u32,
    /// The column of texts; a table with one column of text needs no name.
    pub text_col: String,
}

impl Default for DetectLanguage {
    fn default() -> Self {
        Self { languages: None, min_letters: 20, text_col: "text".into() }
    }
}

setters! {
    /// Setters.
    DetectLanguage {
        /// Sets the languages that may be found, or all.
        languages: impl Into<Option<Vec<String>>>,
        /// Sets how many letters a text must have.
        min_letters: u32,
        /// Sets the column of texts.
        text_col: impl Into<String>,
    }
}

impl Component for DetectLanguage {
    const ID: &'static str = "text.detect_language";
    const NAME: &'static str = "DetectLanguage";
    const VERSION: u32 = 1;
}

/// What is known of a text.
#[derive(Debug, Default, PartialEq)]
struct Found {
    language: Option<&'static str>,
    script: Option<Script>,
    confidence: Option<f64>,
    reliable: bool,
}

/// The name of a script; whatlang's for Han characters is that of a language.
fn name_of(script: &Script) -> &str {
    if *script == Script::Mandarin { "Han" } else { script.name() }
}

impl DetectLanguage {
    /// The languages that are allowed, or none where all are.
    fn allowed(&self) -> Result<Option<Vec<Lang>>> {
        let find = |code: &String| {
            let known = Lang::all();
            known.iter().copied().find(|lang| lang.code() == code).ok_or_else(|| {
                let codes: Vec<&str> = known.iter().map(|lang| lang.code()).collect();
                err!(InvalidParams, "languages has '{code}'; must be of {}", codes.join(", "))
                    .with("param", "languages")
            })
        };
        self.languages.as_ref().map(|codes| codes.iter().map(find).collect()).transpose()
    }

    fn of(&self, text: &str, detector: &Detector, allowed: Option<&[Lang]>) -> Found {
        let Some(script) = detector.detect_script(text) else { return Found::default() };
        let unsure = Found { script: Some(script), ..Found::default() };
        let shared = [Script::Latin, Script::Cyrillic, Script::Arabic, Script::Devanagari, Script::Hebrew];
        if shared.contains(&script) {
            let letters = text.chars().filter(|&c| if c.is_ascii() { c.is_ascii_alphabetic() } else { is_word(c) });
            if letters.take(self.min_letters as usize).count() < self.min_letters as usize {
                return unsure;
            }
        }
        // A script with one language alone is told whether that is allowed or not.
        let found = detector.detect(text).filter(|info| allowed.is_none_or(|allowed| allowed.contains(&info.lang())));
        found.map_or(unsure, |info| Found {
            language: Some(info.lang().code()),
            script: Some(info.script()),
            confidence: Some(info.confidence()),
            reliable: info.is_reliable(),
        })
    }
}

/// ```
/// use kingpost::{component::{Context, Function}, data::{Frame, Strings}, text::DetectLanguage};
/// let texts: Strings = ["The parcel has not arrived, and nobody answers the phone.", "ok", "Πού είσαι;"].into_iter().collect();
/// let found = DetectLanguage::default().call(&[Some(&Frame::new().with("text", texts)?)], &Context::new())?.frame()?;
/// assert_eq!(found.strings("language")?.iter().collect::<Vec<_>>(), [Some("eng"), None, Some("ell")]);
/// assert_eq!(found.strings("script")?.get(1), Some("Latin"));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for DetectLanguage {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "A column of texts.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let texts = texts(inputs.need("data")?, &self.text_col)?;
        let allowed = self.allowed()?;
        let detector = allowed.clone().map_or_else(Detector::new, Detector::with_allowlist);
        let all = each(texts, ctx, |_, text| self.of(text, &detector, allowed.as_deref()))?;
        let (mut languages, mut scripts) = (Strings::new(), Strings::new());
        let (mut confidences, mut reliable) = (Vec::new(), Vec::new());
        for found in all.into_iter().map(Option::unwrap_or_default) {
            languages.push_option(found.language);
            scripts.push_option(found.script.as_ref().map(name_of));
            confidences.push(found.confidence.unwrap_or(f64::NAN));
            reliable.push(found.reliable);
        }
        let frame = Frame::new().with("row", (0..texts.len() as i64).collect::<Vec<_>>())?;
        let frame = frame.with("language", languages)?.with("script", scripts)?;
        Ok(frame.with("confidence", confidences)?.with("reliable", reliable)?.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(params: &DetectLanguage, text: &str) -> Found {
        let allowed = params.allowed().unwrap();
        let detector = allowed.clone().map_or_else(Detector::new, Detector::with_allowlist);
        params.of(text, &detector, allowed.as_deref())
    }

    #[test]
    fn sentences_have_their_language() {
        // From the first article of the Universal Declaration of Human Rights in its translations.
        let texts = [
            ("All human beings are born free and equal in dignity and rights.", "eng", "Latin"),
            ("Alle Menschen sind frei und gleich an Würde und Rechten geboren.", "deu", "Latin"),
            ("Tous les êtres humains naissent libres et égaux en dignité et en droits.", "fra", "Latin"),
            ("Все люди рождаются свободными и равными в своем достоинстве и правах.", "rus", "Cyrillic"),
            ("Всі люди народжуються вільними і рівними у своїй гідності та правах.", "ukr", "Cyrillic"),
            ("يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق.", "ara", "Arabic"),
            ("すべての人間は、生れながらにして自由である", "jpn", "Hiragana"),
            ("人人生而自由，在尊严和权利上一律平等。", "cmn", "Han"),
            ("Όλοι οι άνθρωποι γεννιούνται ελεύθεροι", "ell", "Greek"),
        ];
        for (text, language, script) in texts {
            let found = found(&DetectLanguage::default(), text);
            assert_eq!((found.language, found.script.as_ref().map(name_of)), (Some(language), Some(script)), "{text}");
            assert!(found.confidence.is_some_and(|confidence| (0.0..=1.0).contains(&confidence)));
            assert_eq!(found.reliable, found.confidence > Some(0.9));
        }
    }

    #[test]
    fn what_is_too_short_has_no_language() {
        let params = DetectLanguage::default();
        for text in ["", " ", "12 + 3!", "\u{301}", "👩‍🔧", "\0"] {
            assert_eq!(found(&params, text), Found::default(), "{text:?}");
        }
        let short = Found { script: Some(Script::Latin), ..Found::default() };
        assert_eq!(found(&params, "The parcel is 1234567890123 late"), short);
        assert_eq!(found(&params.clone().min_letters(5), "The parcel is late").language, Some("eng"));
        // A script with one language needs no more.
        assert_eq!(found(&params, "ฉัน").language, Some("tha"));
    }

    #[test]
    fn languages_are_limited_in_every_script() {
        let only = |codes: &[&str]| {
            DetectLanguage::default().languages(codes.iter().map(|&code| code.to_owned()).collect::<Vec<_>>())
        };
        let english = "All human beings are born free and equal in dignity and rights.";
        assert_eq!(found(&only(&["deu", "eng"]), english).language, Some("eng"));
        for (text, script) in [(english, Script::Latin), ("ฉันรักคุณ", Script::Thai), ("人人生而自由", Script::Mandarin)]
        {
            let found = found(&only(&["rus"]), text);
            assert_eq!(found, Found { script: Some(script), ..Found::default() }, "{text}");
        }
        let error = only(&["en"]).allowed().unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::InvalidParams);
        assert!(error.message().starts_with("languages has 'en'; must be of epo, eng, rus"), "{}", error.message());
        assert_eq!(Lang::all().len(), 70);
    }

    #[test]
    fn any_text_has_an_answer() {
        // Characters of all scripts in disorder, and texts of one word or one trigram many times.
        let mut rng = crate::math::rng::Rng::new(3, 0);
        let params = DetectLanguage::default().min_letters(1);
        for length in 0..300 {
            let limit = [0x80, 0x250, 0x600, 0x3100, 0x2_0000][length % 5];
            let text: String = (0..length).filter_map(|_| char::from_u32(rng.below(limit) as u32)).collect();
            let found = found(&params, &text);
            assert!(found.confidence.is_none_or(|confidence| (0.0..=1.0).contains(&confidence)), "{text:?} {found:?}");
        }
        for text in ["a".repeat(10_000), "the ".repeat(5_000), "ӧ".repeat(3_000), "x\u{301}".repeat(50)] {
            assert!(found(&params, &text).script.is_some());
        }
    }
}
