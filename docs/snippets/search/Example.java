import io.kingpost.*;
import io.kingpost.text.BM25;
import java.util.Arrays;

class Example {
    public static void main(String[] args) {
        Frame items = Frame.builder()
            .strings("id", "a", "b", "c")
            .strings("text", "late invoice", "broken screen", "invoice for a screen")
            .build();
        try (IndexModel index = BM25.builder().build().fit(items)) {
            for (String query : new String[] {"where is my invoice", "screen invoice"}) {
                Frame found = index.search(Frame.texts(query), 2);
                System.out.println(query + " " + Arrays.toString(found.getStrings("id")));
            }

            index.update(Frame.builder().strings("id", "d").strings("text", "the invoice is wrong").build());
            Frame best = index.search(Frame.texts("wrong invoice"), 1);
            System.out.println(Arrays.toString(best.getStrings("id")));
            // Only what this user may see.
            Frame seen = index.search(Frame.texts("invoice"), 10, Arrays.asList("a", "b"), RunOptions.DEFAULT);
            System.out.println(Arrays.toString(seen.getStrings("id")));
        }
    }
}
