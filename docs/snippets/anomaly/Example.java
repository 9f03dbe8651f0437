import io.kingpost.*;
import io.kingpost.anomaly.ECOD;
import java.util.Arrays;
import java.util.stream.IntStream;

class Example {
    public static void main(String[] args) {
        Frame pumps = Frame.builder()
            .doubles("pressure", 4.1, 4.0, 4.1, 4.2, 3.9, 4.0, 4.1, 9.5)
            .doubles("heat", 59, 60, 96, 60, 61, 61, 60, 95)
            .build();
        try (DetectorModel model = ECOD.builder().contamination(0.125).build().fit(pumps)) {
            System.out.println("scores " + Arrays.toString(model.score(pumps)));
            System.out.println("threshold " + model.parts().summary().get("threshold"));
            boolean[] anomaly = model.predict(pumps).getBooleans("anomaly");
            int[] rows = IntStream.range(0, pumps.rows()).filter(row -> anomaly[row]).toArray();
            System.out.println("anomalies " + Arrays.toString(rows));
            Frame why = model.explain(pumps);
            System.out.println("why row 7 " + why.getDoubles("pressure")[7] + " " + why.getDoubles("heat")[7]);

            // New rows are judged by what was learnt; columns are found by name, in any order.
            Frame fresh = Frame.builder().doubles("heat", 60).doubles("pressure", 9.0).build();
            System.out.println("new " + Arrays.toString(model.score(fresh)));
        }
    }
}
