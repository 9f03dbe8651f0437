//! Names of persons, by what stands before them.

use super::announce::{self, opens};
use super::chars::{at, attaches, blank, is_letter, word_at, word_end};
use super::context::{Cue, cues};
use super::kinds::{Found, PiiKind};
use super::scan::found;
use super::table::Words;
use super::words::{
    COMPANIES, FOLLOW_MYSELF, GIVEN, NO_NAMES, NOT_ADDRESSED, NOT_MYSELF, OFFICES, PARTICLES, PARTICLES_BEHIND,
    PARTICLES_FIRST,
};
use std::ops::Range;

/// The name that a word announces; `end` is the word's.
pub(super) fn after(text: &str, start: usize, end: usize, cue: Cue) -> Option<Found> {
    let bytes = text.as_bytes();
    let (place, confidence) = announce::place(bytes, start, end, cue)?;
    // "Frau von der Leyen", but not "professor de Filosofia".
    let titled = cue == Cue::Title && !bytes[start..end].starts_with(b"prof");
    let name = Name::at(text, place, titled)?;
    (at(bytes, name.end) != b'@' && name.fits(start..end, cue))
        .then(|| found(place..name.end, PiiKind::Person, confidence))
}

/// A name, and what stands around it.
struct Name<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    words: usize,
    first: &'a str,
    last: &'a str,
}

impl<'a> Name<'a> {
    /// The name that begins at a place: words with a capital, initials, and small words between them, behind a title also
    /// at the start.
    fn at(text: &'a str, start: usize, titled: bool) -> Option<Self> {
        let bytes = text.as_bytes();
        let mut name = Name { text, start, end: start, words: 0, first: "", last: "" };
        let (mut place, mut particle) = (start, false);
        for _ in 0..6 {
            let end = name_word(text, place);
            let Some(word) = text.get(place..end).filter(|word| !word.is_empty()) else { break };
            if is_name(word) {
                // An initial may have a dot.
                let initial = word.chars().nth(1).is_none() && at(bytes, end) == b'.' && at(bytes, end + 1) == b' ';
                place = end + usize::from(initial);
                (name.end, name.last, name.words) = (place, word, name.words + 1);
                name.first = if name.first.is_empty() { word } else { name.first };
                particle = false;
            } else if is_particle(word, particle) && (name.words > 0 || particle)
                || (titled && place == start && PARTICLES_FIRST.have(word.as_bytes()))
            {
                (place, particle) = (end, true);
            } else {
                break;
            }
            let space = blank(bytes, place);
            if space == 0 || !word_at(bytes, place + space) {
                break;
            }
            place += space;
        }
        (name.end - start > 1).then_some(name)
    }

    /// Whether what announces a name and what follows it leave little doubt that it is one.
    fn fits(&self, announced: Range<usize>, cue: Cue) -> bool {
        let bytes = self.text.as_bytes();
        let loud = announced.len() > 1 && bytes[announced.clone()].iter().all(u8::is_ascii_uppercase);
        let is = |list: &Words| list.have(self.first.as_bytes());
        let company = || COMPANIES.have(self.last.as_bytes());
        match cue {
            Cue::Title => !is(&OFFICES),
            Cue::Name => !is(&OFFICES) && !company(),
            Cue::Label => self.words > 1 && !is(&NOT_ADDRESSED) && !company() && !self.flows(),
            // In a text of capitals every word looks like a name.
            Cue::Hello if is(&NOT_ADDRESSED) || is(&OFFICES) => false,
            Cue::Hello => !loud || is(&GIVEN) || (self.closed() && self.words < 3),
            Cue::Salutation if is(&NOT_ADDRESSED) || is(&OFFICES) => false,
            Cue::Salutation => is(&GIVEN) || (self.closed() && self.words < 4),
            Cue::Closing => !is(&NOT_ADDRESSED) && !self.flows(),
            Cue::Thanks => {
                let inline = opens(bytes, announced.start);
                let line = bytes[announced.end..self.start].contains(&b'\n');
                !is(&NOT_ADDRESSED) && !self.flows() && (line || (inline && is(&GIVEN) && self.closed()))
            }
            Cue::Myself => !is(&NOT_MYSELF) && (is(&GIVEN) || !self.flows() || self.follows(&FOLLOW_MYSELF)),
            Cue::Being => is(&GIVEN),
            Cue::Birth => false,
        }
    }

    /// Whether the sentence or the line ends behind the name.
    fn closed(&self) -> bool {
        let bytes = self.text.as_bytes();
        self.end == bytes.len() || matches!(bytes[self.end], b',' | b'!' | b'.' | b':' | b';' | b'?' | b'\n' | b'\r')
    }

    /// Whether the sentence goes on behind the name with a word in lower case.
    fn flows(&self) -> bool {
        let next = self.text[self.end..].strip_prefix(' ').and_then(|rest| rest.chars().next());
        next.is_some_and(char::is_lowercase)
    }

    fn follows(&self, list: &Words) -> bool {
        let bytes = self.text.as_bytes();
        let next = self.end + blank(bytes, self.end);
        list.have(&bytes[next..word_end(bytes, next)])
    }
}

/// Whether a word has the form of a name: a capital, also behind "d'", and no digits.
pub(super) fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    let capital = match (letters.next(), letters.next(), letters.next()) {
        (Some('d' | 'l' | 'L'), Some('\'' | '’'), Some(letter)) => letter.is_uppercase(),
        (Some(letter), _, _) => letter.is_uppercase(),
        _ => false,
    };
    // "I'll" is no name, "O'Neill" is.
    let head = word.split(['\'', '’']).next().unwrap_or(word).as_bytes();
    let other = word.contains(|c: char| c.is_numeric() || c == '_');
    capital && !other && !NO_NAMES.have(head) && cues().of(head) != Some(Cue::Title)
}

/// Whether a small word may stand inside a name; `behind` says whether another stands before it.
pub(super) fn is_particle(word: &str, behind: bool) -> bool {
    word.starts_with(char::is_lowercase)
        && (PARTICLES.have(word.as_bytes()) || (behind && PARTICLES_BEHIND.have(word.as_bytes())))
}

/// The end of a word that may have an apostrophe or a hyphen inside.
pub(super) fn name_word(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut marks = text[start..].char_indices().peekable();
    while let Some((place, c)) = marks.next() {
        let next = marks.peek().map(|(_, next)| *next);
        let joins = matches!(c, '\'' | '’' | '-') && place > 0 && next.is_some_and(char::is_alphabetic);
        // The s of "Mary's" is not part of her name.
        let behind = &text[start + place + c.len_utf8()..];
        let genitive = joins && c != '-' && behind.starts_with('s') && !behind[1..].starts_with(is_letter);
        // An underscore at the end is a mark around the name: "_Angela Merkel_".
        let inside = c == '_' && next.is_some_and(|next| is_letter(next) || next == '_');
        if genitive || attaches(c) || !(is_letter(c) || inside || joins) {
            break;
        }
        end = start + place + c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::scan::{Wanted, scan};

    fn people(text: &str) -> Vec<&str> {
        let found = scan(text, Wanted::ALL).into_iter().filter(|one| one.kind.name() == "person");
        found.filter(|one| one.confidence >= 0.5).map(|one| &text[one.start..one.end]).collect()
    }

    #[test]
    fn names_follow_what_announces_them() {
        for (text, expected) in [
            ("my partner's name Donald van der Voet", "Donald van der Voet"),
            ("Name: Jason Hartmann\nPhone", "Jason Hartmann"),
            ("I met Dr. J. O'Brien-Smith, who", "J. O'Brien-Smith"),
            ("Ich heiße Zoë Müller und", "Zoë Müller"),
            ("Dear Anna, thank you", "Anna"),
            ("I'm Mary's daughter", "Mary"),
            ("I’m Sachin", "Sachin"),
            ("Best regards,\nJose\u{301} Garci\u{301}a", "Jose\u{301} Garci\u{301}a"),
            ("Mr.\u{a0}Smith", "Smith"),
            ("Mr. Smithさん", "Smith"),
            ("_Dr. Angela Merkel_", "Angela Merkel"),
            ("Ms. Anne-Marie d'Arc came", "Anne-Marie d'Arc"),
            ("Mme d’Arc", "d’Arc"),
            ("Name: Anna 'the great'", "Anna"),
            ("Thanks, Peter", "Peter"),
        ] {
            assert_eq!(people(text), [expected], "{text}");
        }
        for text in ["Dear Sir or Madam,", "the name is taken", "I am Not sure", "10 ms Later", "Hi There", "named x"] {
            assert_eq!(people(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn names_are_announced_in_several_languages() {
        for (text, expected) in [
            ("Mit freundlichen Grüßen\nHans Müller", "Hans Müller"),
            ("Mit freundlichen Gru\u{308}ßen\r\n\r\nHans Mu\u{308}ller", "Hans Mu\u{308}ller"),
            ("Lieber Hans,", "Hans"),
            ("Hallo Peter, wie geht's", "Peter"),
            ("Mein Name ist Hans Meier", "Hans Meier"),
            ("Ich bin Hans", "Hans"),
            ("Dr. med. Hans Müller", "Hans Müller"),
            ("Prof. Dr. med. h.c. Anna Schmidt", "Anna Schmidt"),
            ("Dr.-Ing. Hans Meier", "Hans Meier"),
            ("Kunde: Hans Meier", "Hans Meier"),
            ("Sehr geehrte Frau von der Leyen,", "von der Leyen"),
            ("mevrouw de Vries", "de Vries"),
            ("Vorname: Hans", "Hans"),
            ("Cordialement,\nMarie Curie", "Marie Curie"),
            ("Bonjour Marie,", "Marie"),
            ("Monsieur Dupont", "Dupont"),
            ("dit madame Curie", "Curie"),
            ("Nom : Marie Dupont", "Marie Dupont"),
            ("Je suis Marie Dupont", "Marie Dupont"),
            ("Met vriendelijke groet,\nJan de Vries", "Jan de Vries"),
            ("Mijn naam is Jan Jansen", "Jan Jansen"),
            ("Beste Jan,", "Jan"),
            ("Meu nome é João Silva", "João Silva"),
            ("Atenciosamente,\nJoão Silva", "João Silva"),
            ("Me llamo Juan Pérez", "Juan Pérez"),
            ("Hola María,", "María"),
            ("El Sr. García vino", "García"),
            ("Saludos,\nAna García", "Ana García"),
            ("Mi chiamo Marco Rossi", "Marco Rossi"),
            ("la signora Rossi", "Rossi"),
            ("Cordiali saluti,\nMarco Rossi", "Marco Rossi"),
            ("Jag heter Anna Berg", "Anna Berg"),
            ("Hej Anders!", "Anders"),
            ("Med venlig hilsen\nSøren Holm", "Søren Holm"),
            ("Nazywam się Jan Kowalski", "Jan Kowalski"),
        ] {
            assert_eq!(people(text), [expected], "{text}");
        }
    }

    #[test]
    fn words_with_capitals_are_no_names() {
        for text in [
            "I am American",
            "I'm Sorry",
            "I am Confused about this",
            "Dear Editor,",
            "Dear Hiring Manager,",
            "Dear Prof.",
            "Hello Again",
            "Thanks, Google",
            "Thanks, I'll go",
            "Mr. President",
            "they say hi Nhlangano",
            "Liebe Grüße",
            "Liebe Kollegen,",
            "Liebe Deutsche lieben das",
            "Hallo Welt!",
            "Die Liebe Gottes",
            "Ich bin Lehrer",
            "Ich bin Deutscher",
            "Osama bin Christian",
            "Cordialement,\nL'équipe",
            "Cher Monsieur,",
            "Monsieur le Président",
            "Frau der Woche",
            "foi professor de Filosofia",
            "Hola Mundo",
            "Best Practice",
            "The best, Mary",
            "Kunde: Siemens AG",
            "company name: Acme",
            "a company called Acme",
            "the firm named Acme Inc",
            "Sr. Software Engineer",
            "Robert Downey Sr. Plays",
            "MS Office",
            "DR Congo",
            "Nossa Senhora Aparecida",
            "HI BABE U R LATE",
        ] {
            assert_eq!(people(text), [""; 0], "{text}");
        }
        assert_eq!(people("Herr Müller den Vertrag, Frau Doktor"), ["Müller"]);
    }
}
