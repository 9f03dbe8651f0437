import io.kingpost.*;
import io.kingpost.text.Redact;
import io.kingpost.text.Unredact;

class Example {
    public static void main(String[] args) {
        Frame texts = Frame.texts("Please call +49 30 901820 or write to ada@example.org", "ada@example.org has paid");
        Frame safe = Redact.builder().build().call(texts);
        System.out.println(safe.getStrings("text")[0]);
        System.out.println(safe.getStrings("text")[1]);

        // The keys lead back to the texts: keep them as you kept those.
        Frame whole = Unredact.builder().build().call(safe);
        System.out.println(whole.getStrings("text")[1]);
    }
}
