//! Words that say what is near them.

/// What follows a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// A date of birth.
    Birth,
    /// A name: after a title.
    Title,
    /// A name: after "name is", "called".
    Name,
    /// A name: after a salutation.
    Greeting,
    /// A name: after the end of a letter.
    Closing,
    /// A name: after "I am".
    Myself,
}

/// What a word announces, by its lower-case form; sorted.
static CUES: &[(&str, Cue)] = &[
    ("appelle", Cue::Name),
    ("best", Cue::Closing),
    ("birth", Cue::Birth),
    ("birthdate", Cue::Birth),
    ("birthday", Cue::Birth),
    ("born", Cue::Birth),
    ("called", Cue::Name),
    ("cheers", Cue::Closing),
    ("chiamo", Cue::Name),
    ("dear", Cue::Greeting),
    ("dob", Cue::Birth),
    ("dott", Cue::Title),
    ("dr", Cue::Title),
    ("frau", Cue::Title),
    ("geboren", Cue::Birth),
    ("geburtsdatum", Cue::Birth),
    ("greetings", Cue::Closing),
    ("grüße", Cue::Closing),
    ("heiße", Cue::Name),
    ("hello", Cue::Greeting),
    ("herr", Cue::Title),
    ("hi", Cue::Greeting),
    ("i", Cue::Myself),
    ("llamo", Cue::Name),
    ("m", Cue::Myself),
    ("madam", Cue::Title),
    ("miss", Cue::Title),
    ("mme", Cue::Title),
    ("mr", Cue::Title),
    ("mrs", Cue::Title),
    ("ms", Cue::Title),
    ("nacido", Cue::Birth),
    ("nacimiento", Cue::Birth),
    ("naissance", Cue::Birth),
    ("name", Cue::Name),
    ("named", Cue::Name),
    ("nascita", Cue::Birth),
    ("nato", Cue::Birth),
    ("nom", Cue::Name),
    ("nombre", Cue::Name),
    ("né", Cue::Birth),
    ("née", Cue::Birth),
    ("prof", Cue::Title),
    ("professor", Cue::Title),
    ("regards", Cue::Closing),
    ("señor", Cue::Title),
    ("señora", Cue::Title),
    ("sincerely", Cue::Closing),
    ("sir", Cue::Title),
    ("sra", Cue::Title),
    ("thanks", Cue::Closing),
];

/// Words near a telephone number; sorted.
static PHONE: &[&str] = &[
    "answering",
    "call",
    "called",
    "calling",
    "cell",
    "cellphone",
    "celular",
    "contact",
    "dial",
    "direct",
    "fax",
    "fon",
    "handy",
    "hotline",
    "landline",
    "mob",
    "mobil",
    "mobile",
    "móvil",
    "ph",
    "phone",
    "portable",
    "reach",
    "ring",
    "sms",
    "tel",
    "telefax",
    "telefon",
    "telefono",
    "telefoon",
    "telephone",
    "teléfono",
    "téléphone",
    "whatsapp",
];

/// Words that follow a telephone number as its label; sorted.
static LABELS: &[&str] = &["cell", "direct", "fax", "home", "mobile", "office", "phone", "tel", "work"];

/// Words that call a number something else; sorted.
static OTHER: &[&str] = &[
    "account",
    "amount",
    "card",
    "case",
    "code",
    "customer",
    "iban",
    "id",
    "invoice",
    "isbn",
    "license",
    "licence",
    "order",
    "passport",
    "postal",
    "ref",
    "reference",
    "serial",
    "ssn",
    "ticket",
    "tracking",
    "version",
    "zip",
];

/// The lengths of cues by their first and last bytes, so that nearly every other word costs one look.
static LENGTHS: [u16; 1024] = lengths();

/// The place of a word in the table; letters of either case have the same.
#[inline]
const fn outline(first: u8, last: u8) -> usize {
    (first & 31) as usize | ((last & 31) as usize) << 5
}

const fn lengths() -> [u16; 1024] {
    let mut table = [0u16; 1024];
    let mut row = 0;
    while row < CUES.len() {
        let word = CUES[row].0.as_bytes();
        table[outline(word[0], word[word.len() - 1])] |= 1 << word.len();
        row += 1;
    }
    table
}

/// Longer words are in no list.
const LONGEST: usize = 16;

/// Writes a word in lower case; accented capitals of Latin-1 included, since their second bytes differ in one bit.
fn lower<'a>(word: &[u8], buffer: &'a mut [u8; LONGEST]) -> Option<&'a str> {
    let buffer = buffer.get_mut(..word.len())?;
    buffer.copy_from_slice(word);
    buffer.make_ascii_lowercase();
    for place in 1..buffer.len() {
        if buffer[place - 1] == 0xc3 && (0x80..0x9f).contains(&buffer[place]) {
            buffer[place] |= 0x20;
        }
    }
    std::str::from_utf8(buffer).ok()
}

/// What a word announces.
#[inline]
pub(super) fn cue(word: &[u8]) -> Option<Cue> {
    let (&[first, ..], &[.., last]) = (word, word) else { return None };
    if word.len() >= LONGEST || LENGTHS[outline(first, last)] >> word.len() & 1 == 0 {
        return None;
    }
    search(word)
}

fn search(word: &[u8]) -> Option<Cue> {
    let mut buffer = [0; LONGEST];
    let word = lower(word, &mut buffer)?;
    CUES.binary_search_by(|(other, _)| (*other).cmp(word)).ok().map(|row| CUES[row].1)
}

/// Whether a word is in a sorted list.
pub(super) fn among(list: &[&str], word: &[u8]) -> bool {
    let mut buffer = [0; LONGEST];
    lower(word, &mut buffer).is_some_and(|word| list.contains(&word))
}

/// The words of the bytes before a place, nearest first, from at most so far.
pub(super) fn words_before(bytes: &[u8], place: usize, distance: usize) -> impl Iterator<Item = &[u8]> {
    let from = place.saturating_sub(distance);
    bytes[from..place].rsplit(|&byte| !super::scan::is_word(byte)).filter(|word| !word.is_empty())
}

/// Whether one of some words stands before a place.
pub(super) fn says_before(bytes: &[u8], place: usize, list: &[&str]) -> bool {
    words_before(bytes, place, 48).any(|word| among(list, word))
}

/// Whether the words around a number call it a telephone number.
pub(super) fn is_phone(bytes: &[u8], start: usize, end: usize) -> bool {
    for word in words_before(bytes, start, 40) {
        if among(PHONE, word) {
            return true;
        }
        if among(OTHER, word) {
            return false;
        }
    }
    let mut after = bytes[end..].split(|&byte| !super::scan::is_word(byte)).take(4).filter(|word| !word.is_empty());
    after.next().is_some_and(|word| among(LABELS, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_cues_is_sorted_and_found() {
        assert!(CUES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(CUES.iter().all(|(word, known)| cue(word.as_bytes()) == Some(*known)));
        assert_eq!((cue(b"Mr"), cue("NÉE".as_bytes()), cue(b"mister")), (Some(Cue::Title), Some(Cue::Birth), None));
    }

    #[test]
    fn the_nearest_word_decides() {
        let said = |text: &str| {
            let start = text.find(|c: char| c.is_ascii_digit()).unwrap();
            is_phone(text.as_bytes(), start, start + 7)
        };
        assert!(said("call me: 1234567") && said("1234567 mobile") && said("order by phone 1234567"));
        assert!(!said("we call it order 1234567") && !said("there are 1234567"));
    }
}
