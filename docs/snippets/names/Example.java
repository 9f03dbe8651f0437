import io.kingpost.*;
import io.kingpost.text.LinearClassifier;
import io.kingpost.text.NameCandidates;
import io.kingpost.text.Redact;
import java.util.List;

class Example {
    public static void main(String[] args) {
        List<String> known = List.of("Anna", "Berg", "Paul", "Lopez", "Maria", "Stone");
        Frame letters = Frame.texts(
            "Yesterday Anna Berg called about the invoice.",
            "The parcel for Paul Lopez is in Hamburg.",
            "On Monday Maria Stone asked for a refund.",
            "I met Anna Lopez and Paul in Vienna.",
            "In March the Berlin office will be closed.",
            "On Friday Acme sent the invoice to Hamburg.");
        NameCandidates candidates = NameCandidates.builder().build();
        Frame words = candidates.call(letters);
        String[] labels = words.getStrings("text").clone();
        for (int at = 0; at < labels.length; at++) {
            labels[at] = known.contains(labels[at]) ? "person" : "other";
        }
        try (ClassifierModel model = LinearClassifier.builder().build().fit(words.getStrings("context"), labels)) {
            Frame fresh = Frame.texts("On Tuesday Clara Holm called about a parcel in Berlin.");
            Frame found = candidates.call(fresh);
            Frame findings = Frame.builder()
                .column("row", found.column("row"))
                .column("start", found.column("start"))
                .column("end", found.column("end"))
                .column("confidence", model.predictProba(Frame.texts(found.getStrings("context"))).column("person"))
                .build();
            System.out.println(Redact.builder().findings(findings).build().call(fresh).getStrings("text")[0]);
        }
    }
}
