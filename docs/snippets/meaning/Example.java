import io.kingpost.*;
import io.kingpost.text.*;

class Example {
    public static void main(String[] args) {
        String[] texts = {"the parcel never came.", "my delivery is missing", "the quick brown fox jumped"};
        // A folder as models are published in; this one is tiny, and its weights are random.
        try (VectorizerModel encoder = SentenceEncoder.builder().folder("tiny_bert").build().fit(texts)) {
            Csr vectors = encoder.transform(texts);
            System.out.println("dimensions " + vectors.columns());

            try (IndexModel index = ExactNeighbors.builder().build().fit(vectors)) {
                Frame found = index.search(encoder.transform("The PARCEL never came."), 1);
                int nearest = (int) found.getLongs("id")[0];
                double score = Math.round(found.getDoubles("score")[0] * 1e6) / 1e6;
                System.out.println("nearest " + texts[nearest] + " " + score);
            }
        }
    }
}
