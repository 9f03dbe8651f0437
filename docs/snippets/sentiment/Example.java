import io.kingpost.*;
import io.kingpost.text.LinearClassifier;
import java.util.Map;

class Example {
    public static void main(String[] args) {
        String[] reviews = {
            "a good film", "good and funny", "I loved every minute", "great acting, good story", "what a joy",
            "not good", "a dull film", "not funny at all", "I hated every minute", "bad acting, dull story"
        };
        String[] labels = new String[reviews.length];
        for (int at = 0; at < labels.length; at++) {
            labels[at] = at < 5 ? "positive" : "negative";
        }
        try (ClassifierModel model = LinearClassifier.builder().build().fit(reviews, labels)) {
            for (String review : new String[] {"a great and funny story", "not a good film, dull"}) {
                Frame judged = model.predict(review);
                String[] why = model.explain(Frame.texts(review), Map.of("top", 2)).getStrings("feature");
                double probability = judged.getDoubles("probability")[0];
                System.out.println(
                    judged.getStrings("label")[0] + " " + probability + " because of " + String.join(" ", why));
            }
        }
    }
}
