//! What is looked for, and where it was found.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A kind of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PiiKind {
    /// An address of electronic mail.
    Email,
    /// A telephone number: international, of a usual national form, or any number that its context calls one.
    Phone,
    /// An account number with its check digits.
    Iban,
    /// A card number with its check digit.
    CreditCard,
    /// An address of IP version 4 or 6.
    IpAddress,
    /// An address on the web.
    Url,
    /// A date of birth, by its context.
    DateOfBirth,
    /// A person's name, by its context.
    Person,
    /// A social security number of the United States.
    UsSsn,
    /// A taxpayer's number of Brazil.
    BrCpf,
    /// A social insurance number of Canada.
    CaSin,
    /// A tax number of Germany.
    DeTaxId,
    /// An identity number of Spain: DNI or NIE.
    EsNif,
    /// A personal identity code of Finland.
    FiHetu,
    /// A registration number of France.
    FrNir,
    /// An Aadhaar number of India.
    InAadhaar,
    /// A tax code of Italy.
    ItFiscalCode,
    /// A citizen's number of the Netherlands.
    NlBsn,
    /// A PESEL number of Poland.
    PlPesel,
    /// A personal number of Sweden.
    SePersonnummer,
    /// A number of the National Health Service.
    UkNhs,
}

impl PiiKind {
    /// Every kind, in order.
    pub const ALL: [PiiKind; 21] = [
        PiiKind::Email,
        PiiKind::Phone,
        PiiKind::Iban,
        PiiKind::CreditCard,
        PiiKind::IpAddress,
        PiiKind::Url,
        PiiKind::DateOfBirth,
        PiiKind::Person,
        PiiKind::UsSsn,
        PiiKind::BrCpf,
        PiiKind::CaSin,
        PiiKind::DeTaxId,
        PiiKind::EsNif,
        PiiKind::FiHetu,
        PiiKind::FrNir,
        PiiKind::InAadhaar,
        PiiKind::ItFiscalCode,
        PiiKind::NlBsn,
        PiiKind::PlPesel,
        PiiKind::SePersonnummer,
        PiiKind::UkNhs,
    ];

    /// Its name in parameters and answers.
    pub const fn name(self) -> &'static str {
        match self {
            PiiKind::Email => "email",
            PiiKind::Phone => "phone",
            PiiKind::Iban => "iban",
            PiiKind::CreditCard => "credit_card",
            PiiKind::IpAddress => "ip_address",
            PiiKind::Url => "url",
            PiiKind::DateOfBirth => "date_of_birth",
            PiiKind::Person => "person",
            PiiKind::UsSsn => "us_ssn",
            PiiKind::BrCpf => "br_cpf",
            PiiKind::CaSin => "ca_sin",
            PiiKind::DeTaxId => "de_tax_id",
            PiiKind::EsNif => "es_nif",
            PiiKind::FiHetu => "fi_hetu",
            PiiKind::FrNir => "fr_nir",
            PiiKind::InAadhaar => "in_aadhaar",
            PiiKind::ItFiscalCode => "it_fiscal_code",
            PiiKind::NlBsn => "nl_bsn",
            PiiKind::PlPesel => "pl_pesel",
            PiiKind::SePersonnummer => "se_personnummer",
            PiiKind::UkNhs => "uk_nhs",
        }
    }
}

/// A finding in a text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: PiiKind,
    pub(super) confidence: f64,
}
