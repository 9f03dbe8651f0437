//! The one list of components.

use crate::component::{Context, Entry, FitInput, FunctionEntry, Model};
use crate::data::Data;
use crate::error::{Result, err};
use crate::{anomaly, forecast, text};
use serde_json::Value;
use std::path::Path;
use std::sync::LazyLock;

/// Every component, by id.
static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut entries = vec![
        Entry::series_detector::<anomaly::AutoSeries>(),
        Entry::series_detector::<anomaly::KMeansAD>(),
        Entry::series_detector::<anomaly::KShapeAD>(),
        Entry::series_detector::<anomaly::MatrixProfile>(),
        Entry::series_detector::<anomaly::ForecastError>(),
        Entry::series_detector::<anomaly::PolyResidual>(),
        Entry::series_detector::<anomaly::STLResidual>(),
        Entry::series_detector::<anomaly::SeasonalESD>(),
        Entry::series_detector::<anomaly::SpectralResidual>(),
        Entry::series_detector::<anomaly::SubPCA>(),
        Entry::stream_detector::<anomaly::ADWIN>(),
        Entry::stream_detector::<anomaly::BOCPD>(),
        Entry::stream_detector::<anomaly::CUSUM>(),
        Entry::stream_detector::<anomaly::DDM>(),
        Entry::stream_detector::<anomaly::EWMA>(),
        Entry::stream_detector::<anomaly::HalfSpaceTrees>(),
        Entry::stream_detector::<anomaly::HoltWintersResidual>(),
        Entry::stream_detector::<anomaly::OnlineAR>(),
        Entry::stream_detector::<anomaly::PageHinkley>(),
        Entry::stream_detector::<anomaly::RobustRandomCutForest>(),
        Entry::stream_detector::<anomaly::SPOT>(),
        Entry::stream_detector::<anomaly::Shewhart>(),
        Entry::stream_detector::<anomaly::StreamingMatrixProfile>(),
        Entry::index::<text::BM25>(),
        Entry::classifier::<text::CalibratedClassifier>(),
        Entry::classifier::<text::ComplementNB>(),
        Entry::vectorizer::<text::CountVectorizer>(),
        Entry::index::<text::ExactNeighbors>(),
        Entry::classifier::<text::FastTextClassifier>(),
        Entry::vectorizer::<text::HashingVectorizer>(),
        Entry::index::<text::HNSW>(),
        Entry::classifier::<text::LanguageIdentifier>(),
        Entry::vectorizer::<text::LatentDirichletAllocation>(),
        Entry::classifier::<text::LinearClassifier>(),
        Entry::classifier::<text::LinearSVM>(),
        Entry::classifier::<text::LogisticRegression>(),
        Entry::classifier::<text::MultinomialNB>(),
        Entry::vectorizer::<text::NMF>(),
        Entry::regressor::<text::Ridge>(),
        Entry::vectorizer::<text::TfidfVectorizer>(),
        Entry::vectorizer::<text::TruncatedSVD>(),
        Entry::vectorizer::<text::WordVectors>(),
    ];
    entries.extend(anomaly::list());
    entries.extend(forecast::list());
    #[cfg(feature = "neural")]
    entries.push(Entry::detector::<crate::neural::Autoencoder>());
    #[cfg(all(feature = "neural", feature = "tokenizers"))]
    entries.push(Entry::vectorizer::<crate::neural::SentenceEncoder>());
    entries.sort_by_key(|entry| entry.id);
    entries
});

/// What reads a model file of another tool.
type Reader = fn(&[u8]) -> Result<Model>;

/// Model files of other tools, by the bytes that they begin with; a file of ours begins with none of them.
static OTHERS: &[([u8; 4], Reader)] = &[(text::FASTTEXT, text::read_fasttext)];

/// What writes a model as a file of another tool.
type Writer = fn(&Model) -> Result<Vec<u8>>;

/// Files of other tools that are written, by how their names end.
static ENDINGS: &[(&str, Writer)] = &[(".fasttext.bin", text::write_fasttext), (".ftz", text::write_fasttext)];

/// What writes a file of such a name, if it is to be another tool's.
pub(crate) fn writer(path: &Path) -> Option<Writer> {
    let name = path.file_name()?.to_string_lossy();
    ENDINGS.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, writer)| *writer)
}

/// What reads a file that begins so, if it is another tool's.
pub(crate) fn reader(bytes: &[u8]) -> Option<Reader> {
    OTHERS.iter().find(|(begin, _)| bytes.starts_with(begin)).map(|(_, reader)| *reader)
}

/// Every function, by id.
static FUNCTIONS: LazyLock<Vec<FunctionEntry>> = LazyLock::new(|| {
    let mut entries = vec![
        FunctionEntry::of::<anomaly::Alerts>(),
        FunctionEntry::of::<anomaly::ConformalPValues>(),
        FunctionEntry::of::<anomaly::Discords>(),
        FunctionEntry::of::<anomaly::MatrixProfileJoin>(),
        FunctionEntry::of::<anomaly::Motifs>(),
        FunctionEntry::of::<anomaly::MultidimensionalProfile>(),
        FunctionEntry::of::<anomaly::OutlyingSeries>(),
        FunctionEntry::of::<anomaly::WindowLength>(),
        FunctionEntry::of::<forecast::Aggregate>(),
        FunctionEntry::of::<forecast::Calendar>(),
        FunctionEntry::of::<forecast::Changepoints>(),
        FunctionEntry::of::<forecast::Features>(),
        FunctionEntry::of::<forecast::FlagAnomalies>(),
        FunctionEntry::of::<forecast::Plot>(),
        FunctionEntry::of::<forecast::Reconcile>(),
        FunctionEntry::of::<forecast::Resample>(),
        FunctionEntry::of::<forecast::SeasonLengths>(),
        FunctionEntry::of::<text::DetectLanguage>(),
        FunctionEntry::of::<text::FindPii>(),
        FunctionEntry::of::<text::Fuse>(),
        FunctionEntry::of::<text::FuzzyMatch>(),
        FunctionEntry::of::<text::Keywords>(),
        FunctionEntry::of::<text::NameCandidates>(),
        FunctionEntry::of::<text::NearDuplicates>(),
        FunctionEntry::of::<text::NormalizeText>(),
        FunctionEntry::of::<text::Redact>(),
        FunctionEntry::of::<text::SentencesOf>(),
        FunctionEntry::of::<text::TextSimilarity>(),
        FunctionEntry::of::<text::TextStatistics>(),
        FunctionEntry::of::<text::TokensOf>(),
        FunctionEntry::of::<text::Unredact>(),
        FunctionEntry::of::<text::TrainTokenizer>(),
    ];
    entries.sort_by_key(|entry| entry.id);
    entries
});

/// Every function, ordered by id.
pub fn functions() -> &'static [FunctionEntry] {
    &FUNCTIONS
}

/// The function of an id.
///
/// # Errors
/// `kp.unknown_component`, naming those that there are.
pub fn function(id: &str) -> Result<FunctionEntry> {
    functions().iter().find(|entry| entry.id == id).copied().ok_or_else(|| {
        let ids: Vec<&str> = functions().iter().map(|entry| entry.id).collect();
        err!(UnknownComponent, "there is no function '{id}'; there are {}", ids.join(", ")).with("component", id)
    })
}

/// Every component, ordered by id.
pub fn list() -> &'static [Entry] {
    &ENTRIES
}

/// The component of an id.
///
/// # Errors
/// `kp.unknown_component`, naming the nearest ids.
pub fn get(id: &str) -> Result<Entry> {
    list().iter().find(|entry| entry.id == id).copied().ok_or_else(|| {
        let ids: Vec<&str> = list().iter().map(|entry| entry.id).collect();
        err!(UnknownComponent, "there is no component '{id}'; there are {}", ids.join(", ")).with("component", id)
    })
}

/// The components whose id, name or page has every word of the query, in any case.
pub fn search(query: &str) -> Vec<Entry> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let matches = |entry: &&Entry| {
        let page = format!("{} {} {}", entry.id, entry.name, entry.doc()).to_lowercase();
        words.iter().all(|word| page.contains(word.as_str()))
    };
    list().iter().filter(matches).copied().collect()
}

/// Fits the component of an id: the door through which every language comes.
///
/// # Errors
/// `kp.unknown_component`, and those of [`Model::fit`].
pub fn fit(id: &str, params: &Value, input: FitInput<'_>, ctx: &Context) -> Result<Model> {
    Model::fit(get(id)?, params, input, ctx)
}

/// [`fit`] of a vectorizer or a detector, and what the model says of the same data.
///
/// # Errors
/// `kp.unknown_component`, and those of [`Model::fit_answer`].
pub fn fit_answer(id: &str, params: &Value, input: FitInput<'_>, ctx: &Context) -> Result<(Model, Data)> {
    Model::fit_answer(get(id)?, params, input, ctx)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_found() {
        for pair in list().windows(2) {
            assert!(pair[0].id < pair[1].id, "{} and {}", pair[0].id, pair[1].id);
        }
        assert_eq!(get("forecast.naive").unwrap().name, "Naive");
        assert!(get("forecast.nothing").unwrap_err().message().contains("forecast.naive"));
        assert!(search("NAIVE last").iter().any(|entry| entry.id == "forecast.naive"));
    }
}
