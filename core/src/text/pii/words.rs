//! Lists of words, in lower case and with composed accents.

use super::context::{Cue, Said};
use super::table::Words;

/// What words announce.
pub(super) static CUES: &[(Cue, &str)] = &[
    (
        Cue::Birth,
        "birth birthdate birthday born dob geb geboren geburtsdatum geburtstag geboortedatum né née naissance nacido \
         nacida nacimiento nascido nascida nascimento nato nata nascita född födelsedatum født fødselsdato \
         fødselsdag syntynyt syntymäaika urodzony urodzona urodzenia рождения родился родилась",
    ),
    (
        Cue::Title,
        "dott dottor dottoressa dr dra dhr frau fräulein fru herr herrn herra madam madame mademoiselle meneer \
         mevrouw mevr miss mlle mme monsieur mr mrs ms prof professor professoressa rouva senhor senhora señor \
         señora señorita signor signora signorina sir sr sra srta",
    ),
    (
        Cue::Name,
        "name named called nom nombre nome naam navn namn vorname nachname familienname prénom cognome apellido \
         apellidos sobrenome voornaam achternaam förnamn efternamn surname forename heiße heisse heißt heisst heet \
         heter hedder nimeni appelle chiamo chiama llamo llama chamo chama nazywam",
    ),
    (
        Cue::Label,
        "kunde kundin klant client cliente customer patient patientin paziente paciente ansprechpartner \
         ansprechpartnerin mieter mieterin mitarbeiter mitarbeiterin kontoinhaber applicant employee attn tenant",
    ),
    (Cue::Hello, "dear hello hi hey"),
    (
        Cue::Salutation,
        "lieber liebe hallo geehrter geehrte moin servus bonjour bonsoir salut cher chère hola querido querida \
         estimado estimada ciao caro cara gentile buongiorno olá prezado prezada beste geachte hoi hej hei kära \
         bästa kære drogi droga witaj",
    ),
    (
        Cue::Closing,
        "regards sincerely grüße grüßen gruß grüsse grüssen gruss cordialement amicalement sincèrement salutations \
         saludos atentamente cordialmente saluti atenciosamente cumprimentos groet groeten hälsningar hälsning \
         hilsen hilsner terveisin pozdrawiam pozdrowieniami poważaniem",
    ),
    (
        Cue::Thanks,
        "best cheers thanks wishes love yours truly faithfully respectfully greetings mfg lg vg danke merci gracias \
         grazie obrigado obrigada abraços",
    ),
    (Cue::Myself, "i m"),
    (Cue::Being, "bin suis ben soy sono sou"),
];

/// What words before a number call it.
pub(super) static SAID: &[(Said, &str)] = &[
    (
        Said::Phone,
        "cell cellphone cellular fax handset hotline landline mob mobile ph phone phones sms tel telefax telephone \
         whatsapp fon handy handynummer mobil mobilnummer mobiltelefon rufnummer telefon telefonnummer faxnummer \
         festnetz durchwahl tél téléphone portable télécopie celular móvil telefono teléfono telf tfno tlf telefone \
         telemóvel telem cellulare telefoon telefoonnummer mobiel telefonu telefonie komórka puhelin puh \
         matkapuhelin tfn mobiltelefonnummer telefonszám телефон телефону тел моб мобильный факс τηλ τηλέφωνο κινητό \
         טלפון נייד هاتف جوال موبايل تلفن تلفون موبائل फोन फ\u{93c}ोन मोबाइल",
    ),
    // Words of doing something with a telephone; they say less.
    (
        Said::Calling,
        "answering call called calling calls contact dial direct reach ring anrufen anruf ruf rufen appelez appeler \
         joindre llame llamar llámame chiamare chiamami chiamate ligue ligar bel bellen ringa dzwoń",
    ),
    (
        Said::Other,
        "account amount card case code customer id invoice license licence order passport postal ref reference \
         serial ssn ticket tracking version zip aktenzeichen bestellnummer blz konto kontonummer kundennummer plz \
         postleitzahl rechnung rechnungsnummer auftrag commande compte facture cuenta factura pedido conto fattura \
         ordine bestelling factuur rekening cep cod cód poştal poștal",
    ),
    // Codes that have groups as telephone numbers have.
    (Said::Code, "isbn issn ean gtin upc asin isin iban bic doi issue lot imei"),
];

/// Words that follow a telephone number as its label.
pub(super) static LABELS: Words = Words::new("cell direct fax home mobil mobile office phone tel telefon work");

/// Words before a version, whose four numbers are no address.
pub(super) static VERSIONS: &[&str] = &["version", "release", "build", "section", "chapter"];

/// Words behind which an extension follows a number.
pub(super) static EXTENSIONS: Words =
    Words::new("ext extn extension poste durchwahl dw apparat interno int ramal anexo toestel wew вн доб");

/// What is written before a number in scripts without spaces.
pub(super) static APART: &[(&str, Said)] = &[
    ("电话", Said::Phone),
    ("電話", Said::Phone),
    ("手机", Said::Phone),
    ("手機", Said::Phone),
    ("携帯", Said::Phone),
    ("座机", Said::Phone),
    ("传真", Said::Phone),
    ("傳真", Said::Phone),
    ("联系方式", Said::Phone),
    ("ファックス", Said::Phone),
    ("ケータイ", Said::Phone),
    ("연락처", Said::Phone),
    ("전화", Said::Phone),
    ("휴대폰", Said::Phone),
    ("팩스", Said::Phone),
    ("โทร", Said::Phone),
    ("มือถือ", Said::Phone),
    ("แฟกซ์", Said::Phone),
    ("订单", Said::Other),
    ("訂單", Said::Other),
    ("账号", Said::Other),
    ("帐号", Said::Other),
    ("帳號", Said::Other),
    ("编号", Said::Other),
    ("編號", Said::Other),
    ("注文", Said::Other),
    ("口座", Said::Other),
    ("郵便番号", Said::Other),
    ("邮编", Said::Other),
    ("주문", Said::Other),
    ("계좌", Said::Other),
];

/// What is written before a date of birth in scripts without spaces, and right behind one.
pub(super) static BIRTHS_BEFORE: &[&str] =
    &["生年月日", "出生日期", "出生年月", "出生", "生日", "誕生日", "생년월일", "생일", "出生于", "วันเกิด"];
pub(super) static BIRTHS_BEHIND: &[&str] = &["生まれ", "出生", "诞生", "誕生", "출생", "태어"];

/// Months, in order.
pub(super) static MONTHS: [(u32, &str); 12] = [
    (1, "january jan januar jänner janvier enero gennaio janeiro januari stycznia tammikuuta января"),
    (2, "february feb februar feber février févr febrero febbraio fevereiro februari lutego helmikuuta февраля"),
    (3, "march mar märz mär mars marzo março maart marca marts maaliskuuta марта"),
    (4, "april apr avril abril aprile kwietnia huhtikuuta апреля"),
    (5, "may mai mayo maggio maio mei maja maj toukokuuta мая"),
    (6, "june jun juni juin junio giugno junho czerwca kesäkuuta июня"),
    (7, "july jul juli juillet juil julio luglio julho lipca heinäkuuta июля"),
    (8, "august aug août agosto augustus sierpnia augusti elokuuta августа"),
    (9, "september sep sept septembre septiembre settembre setembro września syyskuuta сентября"),
    (10, "october oct oktober okt octobre octubre ottobre outubro października lokakuuta октября"),
    (11, "november nov novembre noviembre novembro listopada marraskuuta ноября"),
    (12, "december dec dezember dez décembre déc diciembre dic dicembre dezembro desember grudnia joulukuuta декабря"),
];

/// Words in capitals that begin no name and end one.
pub(super) static NO_NAMES: Words = Words::new(
    "a all an and afraid agent again are as at but can colleague colleagues customer do everybody everyone for from \
     good guys he her here his how i if in is it just let madam manager my no not of on or our please she sir so \
     support team thank thanks that the their there these they this to unknown we what when where who why with world \
     yes you your date phone email address number name monday tuesday wednesday thursday friday saturday sunday apt \
     suite fax mobile tel telefon téléphone adresse datum dob ssn iban born geb congo der die das ein eine ich ihr \
     ihre wir sie es und",
);

/// Offices that stand where a name may: "Mr. President", "named Secretary".
pub(super) static OFFICES: Words = Words::new(
    "president chairman chairwoman chair speaker secretary minister chancellor ambassador mayor präsident \
     präsidentin bundeskanzler bundeskanzlerin ministerin bürgermeister bürgermeisterin doktor président présidente \
     directeur directrice",
);

/// Whom letters are to that have no name, and who signs them without one.
pub(super) static NOT_ADDRESSED: Words = Words::new(
    "admin administrator amazing applicant beautiful candidate chair client clients committee customers dad diary \
     editor editors friend friends folks gentlemen god google guest guests happy hiring holder human investor \
     investors kitty ladies member members mom mum neighbor neighbors neighbour neighbours parent parents partner \
     partners reader readers recruiter recruiters recruiting resident residents santa shareholder shareholders sirs \
     siri alexa cortana student students subscriber subscribers user users valued visitor visitors voucher welcome \
     babe baby darlin darling dude girl honey mate sweetie wonderful abonnenten alle allerseits besucher bewohner \
     brüder bürger bürgerinnen community damen dein deine eltern euer eure familie fans forum freund freunde \
     freundin freundinnen gäste gemeinde genossen gott grüße gruß herren himmel interessierte kinder kollege \
     kollegen kollegin kolleginnen kunde kunden kundin kundinnen leser leserin leserinnen leute mama menschen mieter \
     mieterinnen mitarbeiter mitarbeiterinnen mitglied mitglieder nachbar nachbarn nutzer nutzerinnen oma opa papa \
     patienten redaktion schüler schülerinnen schwestern spender studierende teilnehmer teilnehmerinnen welt zeit \
     zusammen ami amie amies amis collègues mesdames messieurs monde notre nous tous toutes votre vous le la les \
     amiga amigas amigo amigos cliente clientes el equipe equipo mundo señores señoras todas todos amiche amici \
     clienti colleghi mondo tutte tutti allemaal collega groeten iedereen klant klanten lezer wensen världen verden \
     vänner venner o os as",
);

/// What one says of oneself behind "I am" that is no name.
pub(super) static NOT_MYSELF: Words = Words::new(
    "american british english french german italian spanish dutch russian chinese japanese indian canadian \
     australian mexican brazilian irish scottish welsh swedish norwegian danish finnish polish turkish greek \
     portuguese korean african asian european arab jewish muslim catholic protestant hindu buddhist israeli iranian \
     iraqi pakistani ukrainian swiss austrian belgian hungarian romanian bulgarian czech croatian serbian egyptian \
     nigerian kenyan south north east west latino latina black white christian sorry happy glad fine ok okay sure \
     ready back done gay single also still now very too going looking interested lost tired busy late always never \
     only writing trying legend iron sick new old free open right wrong human groot really",
);

/// Words that go on behind "I am" and a name.
pub(super) static FOLLOW_MYSELF: Words = Words::new("and from the a an your with at of calling here but in");

/// Last words of companies' names.
pub(super) static COMPANIES: Words = Words::new(
    "gmbh ag kg ohg ug se inc ltd llc llp plc corp corporation company co limited group holding holdings bank \
     university universität institut institute services solutions systems technologies technology software sa sas \
     sarl srl spa bv nv oy ab foundation association associates verein office department center centre club hotel \
     restaurant",
);

/// Words before "name" that make it something else's: "file name".
pub(super) static NAMES_OF_THINGS: Words = Words::new(
    "company file domain product brand trade code project business class function field column table street server \
     method variable package module display screen",
);

/// Words behind "Sr." of English, where it is no title.
pub(super) static JOBS: Words = Words::new(
    "account accountant analyst architect associate consultant data designer developer director engineer executive \
     manager marketing network product program programmer project recruiter research sales scientist software system \
     systems technical vice",
);

/// Academic degrees between a title and a name, in Latin: "Dr. med."
pub(super) static DEGREES: Words =
    Words::new("med dent vet phil rer nat pol iur jur ing habil h c oec theol mult sc techn publ agr");

/// Small words inside names, and those that are so only behind another: "van der".
pub(super) static PARTICLES: Words =
    Words::new("af al av bin ibn da de del della dei di do dos du el la le lo op ten ter van von vom zum zur y zu");
pub(super) static PARTICLES_BEHIND: Words = Words::new("den der het las los");

/// Those that may begin a name behind a title: "Mr. van Gogh".
pub(super) static PARTICLES_FIRST: Words = Words::new("al bin da de del della di du el ten ter van von zu");

/// Common given names, for where little else says that a name follows.
pub(super) static GIVEN: Words = Words::new(
    "adam agnieszka albert alberto alejandro alex alexander alexandra alfred alice amanda ana anders andrea andreas \
     andrew andré angela anja anke ann anna anne annette antoine antonio arthur astrid barbara bernard bernd birgit \
     bob brian bruno carla carlo carlos carmen caroline catherine cecilia charles charlotte chiara chloé chris \
     christian christina christine christoph christophe claire clara claudia claus clément cristina daniel daniela \
     david dennis diana diego dieter dirk dominik edward elena elisabeth elizabeth ella emil emily emma eric erik \
     erika ernst eva fabian felix fernando florian francesca francesco francisco frank franz françois frederik fritz \
     gabriel gabriela georg george gerd gerhard giovanni giulia giuseppe grace günter günther hanna hannah hans \
     harald harry heike heinz helen helena helga helmut henri henrik henry hugo ian ines inge ingrid isabel isabelle \
     ivan jack jacob jacques jakob jakub james jan jana jane jean jennifer jens jessica joanna johan johann johanna \
     johannes john jonas jorge josef joseph josé joão juan julia julie julien jörg jürgen kai karin karl karsten \
     kate katharina katja katrin kevin klaus kristina kurt lars laura lea lena leo leon lisa lotte louis louise luc \
     luca lucas lucia lucy luis luisa lukas léa magdalena manfred manuel marc marcel marco marcus margaret maria \
     marie mario marion mark markus marta martha martin martina mary mateo mathieu matteo matthew matthias max \
     maximilian melanie mia michael michel michelle miguel mike mohamed mohammed monica monika monique nadine \
     natalie nicolas nicole niels nils nina olaf oliver olivia ole oscar otto pablo paola paolo pascal patricia \
     patrick paul paula pedro per peter petra philipp philippe pia piet pieter pierre piotr rachel rainer ralf \
     raphael rebecca regina renate ricardo richard rita robert roberto roger roland rolf rosa ruth sabine samuel \
     sandra sara sarah sebastian silke silvia simon simone sofia sonja sophia sophie stefan stefanie stephan \
     stephanie steven susan susanne sven sylvia tanja teresa theo theodor thierry thomas thorsten tim tobias tom \
     torsten udo ulrich ulrike ursula ute uwe valentina vera veronika victor victoria vincent walter werner wilhelm \
     willem william wolfgang yves zoe zoé álvaro ángel élise émile éric",
);

#[cfg(test)]
mod tests {
    use super::super::table::{LONGEST, lower};
    use super::*;

    #[test]
    fn lists_are_in_lower_case_and_short_enough() {
        let mut all: Vec<&str> = CUES.iter().map(|(_, words)| *words).collect();
        all.extend(MONTHS.iter().map(|(_, words)| *words));
        all.extend(SAID.iter().map(|(_, words)| *words));
        for list in [
            &LABELS,
            &EXTENSIONS,
            &NO_NAMES,
            &OFFICES,
            &NOT_ADDRESSED,
            &NOT_MYSELF,
            &FOLLOW_MYSELF,
            &COMPANIES,
            &NAMES_OF_THINGS,
            &JOBS,
            &DEGREES,
            &PARTICLES,
            &PARTICLES_BEHIND,
            &PARTICLES_FIRST,
            &GIVEN,
        ] {
            all.push(list.words());
        }
        for word in all.iter().flat_map(|words| words.split_whitespace()) {
            let mut buffer = [0; LONGEST];
            assert_eq!(lower(word.as_bytes(), &mut buffer), Some(word));
        }
    }
}
