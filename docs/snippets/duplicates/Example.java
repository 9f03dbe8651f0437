import io.kingpost.*;
import io.kingpost.text.FuzzyMatch;
import io.kingpost.text.NearDuplicates;

class Example {
    public static void main(String[] args) {
        Frame complaints = Frame.texts(
            "My parcel has not arrived, and nobody answers the phone. Order 4711.",
            "The invoice for March is wrong.",
            "my parcel has not arrived and nobody answers the phone!! order 4712",
            "The screen stays black after the update.");
        Frame pairs = NearDuplicates.builder().build().call(complaints);
        double similarity = Math.round(pairs.getDoubles("similarity")[0] * 1e4) / 1e4;
        System.out.println("alike " + pairs.getLongs("row")[0] + " " + pairs.getLongs("other")[0] + " " + similarity);

        // What people mistype, found in a list of what there is.
        Frame cities = Frame.texts("Berlin", "Hamburg", "Munich");
        Frame found = FuzzyMatch.builder().k(1).build().call(Frame.texts("Mnuich", "Hambrug"), cities);
        System.out.println("meant " + String.join(" ", found.getStrings("match")));
    }
}
