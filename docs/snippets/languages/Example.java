import io.kingpost.*;
import java.nio.file.Paths;

class Example {
    public static void main(String[] args) {
        // A model of 79 languages, in examples/data.
        try (ClassifierModel languages = (ClassifierModel) Kingpost.load(Paths.get("languages.kp.safetensors"))) {
            String[] texts = {"Wo ist der Bahnhof?", "Onde fica a estação?", "Hvor er stasjonen?", "駅はどこですか。"};
            System.out.println(languages.card().get("name") + " " + languages.classes().asStrings().length);
            System.out.println(String.join(" ", languages.predict(texts).getStrings("label")));
        }
    }
}
