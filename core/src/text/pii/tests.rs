use super::chars::{word_at, word_end};
use super::marks::{Begin, Marks};
use super::scan::{Wanted, scan};
use super::*;
use crate::math::rng::Rng;

pub(super) fn kinds(text: &str) -> Vec<(&'static str, &str)> {
    scan(text, Wanted::ALL).into_iter().map(|one| (one.kind.name(), &text[one.start..one.end])).collect()
}

#[test]
fn numbers_with_check_digits_are_told_from_chance() {
    // Published examples: the banks' registry, card networks' test numbers, and each authority's page.
    for (text, kind, value) in [
        ("IBAN GB82 WEST 1234 5698 7654 32.", "iban", "GB82 WEST 1234 5698 7654 32"),
        ("de89370400440532013000", "iban", "de89370400440532013000"),
        ("card 4111-1111-1111-1111", "credit_card", "4111-1111-1111-1111"),
        ("3782 822463 10005", "credit_card", "3782 822463 10005"),
        ("SSN: 219-09-9999", "us_ssn", "219-09-9999"),
        ("social security number 219099999", "us_ssn", "219099999"),
        ("CPF 529.982.247-25", "br_cpf", "529.982.247-25"),
        ("SIN 046 454 286", "ca_sin", "046 454 286"),
        ("Steuer-ID 86095742719", "de_tax_id", "86095742719"),
        ("DNI 12345678Z", "es_nif", "12345678Z"),
        ("NIE X1234567L", "es_nif", "X1234567L"),
        ("hetu 131052-308T", "fi_hetu", "131052-308T"),
        ("NIR 2 55 08 14 168 025 38", "fr_nir", "2 55 08 14 168 025 38"),
        ("Aadhaar 2341 2341 2346", "in_aadhaar", "2341 2341 2346"),
        ("RSSMRA85T10A562S", "it_fiscal_code", "RSSMRA85T10A562S"),
        ("BSN 111222333", "nl_bsn", "111222333"),
        ("PESEL 44051401359", "pl_pesel", "44051401359"),
        ("811218-9876", "se_personnummer", "811218-9876"),
        ("NHS number 943 476 5919", "uk_nhs", "943 476 5919"),
        ("from 192.168.1.254:", "ip_address", "192.168.1.254"),
    ] {
        assert_eq!(kinds(text), [(kind, value)], "{text}");
    }
    for text in [
        "GB82 WEST 1234 5698 7654 33",
        "4111-1111-1111-1112",
        "SSN 000-12-3456",
        "529.982.247-26",
        "DNI 12345678A",
        "131052-308U",
        "RSSMRA85T10A562T",
        "811218-9877",
        "1.2.3.4.5",
        "version 10.0.19.1",
        "256.1.1.1",
        "2341 2341 2346",
        "on 2024-05-17 at 12:30",
        "1990-1995",
        "12345-6789",
        "order 123456789",
        "π = 3.14159265358979",
        "x12345678901",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn numbers_are_found_whatever_stands_around_them() {
    for (kind, cue, value) in [
        ("nl_bsn", "BSN ", "111222333"),
        ("in_aadhaar", "Aadhaar ", "2345 6789 0124"),
        ("us_ssn", "SSN：", "078-05-1120"),
        ("uk_nhs", "NHS：", "943 476 5919"),
        ("ip_address", "：", "192.168.0.1"),
        ("phone", "：", "+49 30 901820"),
        ("credit_card", "：", "4111 1111 1111 1111"),
        ("iban", "：", "GB82 WEST 1234 5698 7654 32"),
        ("es_nif", "：", "12345678Z"),
    ] {
        for before in ["", "“", "—", "\u{a0}", "「", "、", "（", "番号は", "…"] {
            for behind in ["", "”", "。", "，", "\u{a0}x", "です", "—", "।", "؟", "\u{200b}"] {
                let text = format!("{before}{cue}{value}{behind}");
                assert_eq!(kinds(&text), [(kind, value)], "{text}");
            }
        }
    }
}

#[test]
fn groups_may_be_set_apart_by_any_space() {
    for space in [" ", "\u{a0}", "\u{202f}", "\u{2009}", "-", "–", "\u{2011}"] {
        for (kind, value) in [
            ("iban", "GB82 WEST 1234 5698 7654 32"),
            ("credit_card", "4111 1111 1111 1111"),
            ("credit_card", "3782 822463 10005"),
        ] {
            let value = value.replace(' ', space);
            assert_eq!(kinds(&format!("no. {value}, 3")), [(kind, value.as_str())]);
        }
    }
    for space in ["  ", " – ", " - "] {
        let value = "4111 1111 1111 1111".replace(' ', space);
        assert_eq!(kinds(&value), [("credit_card", value.as_str())]);
    }
    assert_eq!(kinds("4111 1111  1111 1111"), [("credit_card", "4111 1111  1111 1111")]);
    assert_eq!(kinds("DE89\u{a0}3704 0044\u{202f}0532 0130 00").len(), 1);
    for text in ["4111\n1111 1111 1111", "4111   1111   1111   1111", "GB82  WEST 1234 5698 7654 32", "GB 82 WEST"] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

fn findings(texts: &[&str]) -> Frame {
    let table = Frame::new().with("text", texts.iter().collect::<Strings>()).unwrap();
    FindPii::default().call(&[Some(&table)], &Context::new()).unwrap().frame().unwrap()
}

#[test]
fn places_slice_the_text_in_both_units() {
    let texts = ["👩‍🔧 e\u{301}: a@b.de, 🙂 c@d.fr", "", "שלום, a@b.co.il 🙂", "\u{202e}a@b.org"];
    let found = findings(&texts);
    assert_eq!(found.rows(), 4);
    let column = |name: &str| found.numbers(name).unwrap();
    let (rows, starts, ends) = (column("row"), column("start"), column("end"));
    let (starts_utf16, ends_utf16) = (column("start_utf16"), column("end_utf16"));
    for one in 0..found.rows() {
        let text = texts[rows[one] as usize];
        let value = found.strings("text").unwrap().get(one).unwrap();
        let points: String = text.chars().skip(starts[one] as usize).take((ends[one] - starts[one]) as usize).collect();
        assert_eq!(points, value);
        let units: Vec<u16> = text.encode_utf16().collect();
        let units = &units[starts_utf16[one] as usize..ends_utf16[one] as usize];
        assert_eq!(String::from_utf16(units).unwrap(), value);
    }
}

#[test]
fn what_is_redacted_comes_back() {
    let mut texts: Strings = ["call +1 212 555 0123 or <PHONE_1>", "", "+1 212 555 0123, a@b.de 🙂 <b>bold</b> <<X_1>"]
        .into_iter()
        .collect();
    texts.push_missing();
    let table = Frame::new().with("n", vec![1i64, 2, 3, 4]).unwrap().with("text", texts).unwrap();
    let ctx = Context::new();
    let safe = Redact::default().call(&[Some(&table)], &ctx).unwrap().frame().unwrap();
    assert_eq!(safe.strings("text").unwrap().get(0), Some("call <PHONE_2> or <PHONE_1>"));
    assert_eq!(safe.strings("text").unwrap().get(2), Some("<PHONE_2>, <EMAIL_1> 🙂 <b>bold</b> <<X_1>"));
    let back = Unredact::default().call(&[Some(&safe)], &ctx).unwrap().frame().unwrap();
    assert_eq!(back, table);
    let error = Redact::default().call(&[Some(&safe)], &ctx).unwrap_err();
    assert_eq!(error.message(), "a column is named 'keys' already; rename it");
    let keys: Strings = ["{}", "[]", "{}", "{}"].into_iter().collect();
    let broken = table.with("keys", keys).unwrap();
    assert_eq!(Unredact::default().call(&[Some(&broken)], &ctx).unwrap_err().code(), "kp.invalid_data");
}

#[test]
fn the_way_back_finds_the_texts_whatever_they_are_called() {
    let ctx = Context::new();
    let both = |frame: &Frame, column: &str| -> Result<Frame> {
        let safe = Redact::default().text_col(column).call(&[Some(frame)], &ctx)?.frame()?;
        assert_eq!(safe.strings("keys")?.get(0), Some(r#"{"<EMAIL_1>":"a@b.de"}"#));
        Unredact::default().text_col(column).call(&[Some(&safe)], &ctx)?.frame()
    };
    let texts: Strings = ["mail a@b.de"].into_iter().collect();
    let one = Frame::new().with("n", vec![1i64]).unwrap().with("note", texts.clone()).unwrap();
    assert_eq!(both(&one, "text").unwrap(), one);
    // With another column of text the name must be told, in both directions.
    let two = one.clone().with("other", texts).unwrap();
    assert_eq!(both(&two, "note").unwrap(), two);
    assert_eq!(both(&two, "text").unwrap_err().code(), "kp.invalid_data");
    let safe = Redact::default().text_col("note").call(&[Some(&two)], &ctx).unwrap().frame().unwrap();
    assert_eq!(Unredact::default().call(&[Some(&safe)], &ctx).unwrap_err().code(), "kp.invalid_data");
    let keys = Frame::new().with("keys", ["{}"].into_iter().collect::<Strings>()).unwrap();
    assert_eq!(Unredact::default().call(&[Some(&keys)], &ctx).unwrap_err().code(), "kp.invalid_data");
}

/// What texts are put together from.
const PIECES: &[&str] = &[
    "1",
    "23",
    "+",
    "(",
    ")",
    "-",
    ".",
    " ",
    "@",
    ":",
    "/",
    "a",
    "Mr. ",
    "Name",
    "é",
    "🙂",
    "x",
    "born ",
    "http://",
    "www.",
    "\n",
    "\u{301}",
    "GB82",
    "<EMAIL_1>",
    "I'm ",
    "A",
    "::",
    "0",
    "regards,",
    "\u{a0}",
    "‑",
    "'",
    "GB82WEST12345698765432",
    "4111111111111111",
    "212-555-0123",
    " ext 5",
    "Abe",
    "March ",
    "call ",
    "…",
    "の",
    "、",
    "12345678Z",
    "1940",
    "年",
    "電話",
    "：",
    "–",
    " / ",
    "  ",
    "\u{202f}",
    "_",
    "Hallo ",
    "Frau ",
    "geb. ",
    "d'",
    "::ffff:1.2.3.4",
    "か",
    "\u{feff}",
    "،",
];

fn random_text(rng: &mut Rng, most: usize) -> String {
    (0..rng.below(most)).map(|_| PIECES[rng.below(PIECES.len())]).collect()
}

#[test]
fn kinds_limit_the_search_and_change_no_finding() {
    let mut rng = Rng::new(5, 6);
    for _ in 0..2_000 {
        let text = random_text(&mut rng, 40);
        let all = find(&text, None, 0.0);
        for kind in PiiKind::ALL {
            let of_kind: Vec<Found> = all.iter().copied().filter(|one| one.kind == kind).collect();
            assert_eq!(find(&text, Some(&[kind]), 0.0), of_kind, "{kind:?} in {text:?}");
        }
    }
}

#[test]
fn words_and_marks_of_blocks_are_those_of_single_bytes() {
    let mut rng = Rng::new(7, 8);
    for _ in 0..500 {
        let text = random_text(&mut rng, 1_000);
        let bytes = text.as_bytes();
        let (mut marks, mut place) = (Marks::new(bytes), 0);
        while place < bytes.len() {
            let next = (place..bytes.len()).find(|&place| {
                let begins = word_at(bytes, place) || b"+(@:".contains(&bytes[place]);
                begins && text.is_char_boundary(place)
            });
            match (marks.next(place), next) {
                (None, None) => break,
                (Some(Begin::Mark(mark)), Some(first)) => {
                    assert_eq!(mark, first, "{text:?}");
                    place = mark + 1;
                }
                (Some(Begin::Word { start, end, open }), Some(first)) => {
                    assert_eq!(start, first, "{text:?}");
                    let end = if open { word_end(bytes, end) } else { end };
                    assert_eq!(end, word_end(bytes, start), "{text:?}");
                    place = end;
                }
                _ => panic!("{text:?} at {place}"),
            }
        }
    }
}

#[test]
fn any_text_is_read_without_a_fall_and_in_linear_time() {
    let mut rng = Rng::new(1, 2);
    for _ in 0..3_000 {
        let text = random_text(&mut rng, 30);
        let found = scan(&text, Wanted::ALL);
        assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start), "{text}");
        found.iter().for_each(|one| assert!(!text[one.start..one.end].is_empty()));
    }
    for piece in [
        "1 ", "1.", "a@", "a:", "Mr ", "(", "+1", "A.", "http://a", "I'm A ", "GB", "name:", "1111 ", "aaaa",
        "0171 / ", "12  ", "の", "a@日.", "Dr. h.", "call ", "1:", "::1.", "x.の.@",
    ] {
        scan(&piece.repeat(20_000), Wanted::ALL);
    }
}
