import io.kingpost.*;
import io.kingpost.text.LinearClassifier;
import io.kingpost.text.TfidfVectorizer;
import java.util.Arrays;
import java.util.Map;

class Example {
    public static void main(String[] args) {
        String[] texts = {
            "the parcel never came", "where is my parcel", "the invoice is wrong", "charged twice on one invoice"
        };
        String[] teams = {"delivery", "delivery", "billing", "billing"};

        try (VectorizerModel tfidf = TfidfVectorizer.builder().build().fit(texts)) {
            Csr features = tfidf.transform("the parcel");
            String[] names = tfidf.featureNames();
            StringBuilder weights = new StringBuilder("weights");
            for (int i = 0; i < features.indices().length; i++) {
                weights.append(" " + names[features.indices()[i]] + " " + features.values()[i]);
            }
            System.out.println(weights);
        }

        try (ClassifierModel model = LinearClassifier.builder().build().fit(texts, teams)) {
            System.out.println("classes " + Arrays.toString(model.classes().asStrings()));
            System.out.println("predict " + model.predict("my parcel is late").getStrings("label")[0]);
            Frame late = Frame.texts("my parcel is late");
            Frame chances = model.predictProba(late);
            System.out.println(
                "probabilities " + chances.getDoubles("billing")[0] + " " + chances.getDoubles("delivery")[0]);
            Frame why = model.explain(late, Map.of("top", 3));
            System.out.println("why " + Arrays.toString(why.getStrings("feature")));
        }
    }
}
