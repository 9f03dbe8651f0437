import io.kingpost.*;
import io.kingpost.text.Ridge;
import java.util.Map;

class Example {
    public static void main(String[] args) {
        String[] reviews = {
            "strong and quiet", "quiet, a joy", "good but loud", "loud and weak", "weak, it broke", "it broke at once"
        };
        double[] stars = {5, 5, 3.5, 2, 1.5, 1};
        try (RegressorModel model = Ridge.builder().alpha(0.1).build().fit(reviews, stars)) {
            for (String review : new String[] {"strong but loud", "a quiet one"}) {
                Frame why = model.explain(Frame.texts(review), Map.of("top", 2));
                double prediction = model.predict(review).getDoubles("prediction")[0];
                StringBuilder line = new StringBuilder(prediction + " because of");
                for (int at = 0; at < 2; at++) {
                    line.append(" " + why.getStrings("feature")[at] + " " + why.getDoubles("contribution")[at]);
                }
                System.out.println(line);
            }
        }
    }
}
