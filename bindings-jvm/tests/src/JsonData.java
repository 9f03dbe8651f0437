import io.kingpost.Column;
import io.kingpost.Csr;
import io.kingpost.Data;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Data as the conformance cases write it. */
@SuppressWarnings("unchecked")
final class JsonData {
    private JsonData() {}

    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** The options of a call, as the core names them. */
    static RunOptions run(Map<String, Object> args) {
        RunOptions.Builder run = RunOptions.builder();
        if (args != null) {
            args.forEach((name, value) -> {
                long number = (Long) value;
                switch (name) {
                    case "seed":
                        run.seed(number);
                        break;
                    case "n_jobs":
                        run.nJobs((int) number);
                        break;
                    case "timeout_ms":
                        run.timeout(Duration.ofMillis(number));
                        break;
                    default:
                        throw new IllegalArgumentException(name);
                }
            });
        }
        return run.build();
    }

    static Data data(Object json) {
        if (json == null) {
            return null;
        }
        Map<String, Object> csr = map(map(json).get("csr"));
        if (csr != null) {
            int[] indices = ((List<Long>) csr.get("indices")).stream().mapToInt(Long::intValue).toArray();
            return new Csr(((Long) csr.get("columns")).intValue(), longs(csr.get("indptr")), indices, doubles(csr.get("values")));
        }
        Frame.Builder frame = Frame.builder();
        ((List<Object>) map(json).get("frame")).forEach(column -> frame.column((String) map(column).get("name"), column(map(column))));
        return frame.build();
    }

    static Column column(Map<String, Object> json) {
        List<Object> values = (List<Object>) json.get("values");
        switch ((String) json.get("type")) {
            case "f64":
                return Column.doubles(doubles(values));
            case "i64":
                return Column.longs(longs(values));
            case "bool":
                boolean[] booleans = new boolean[values.size()];
                for (int row = 0; row < booleans.length; row++) {
                    booleans[row] = (Boolean) values.get(row);
                }
                return Column.booleans(booleans);
            case "str":
                return Column.strings(values.toArray(new String[0]));
            default:
                int unit = Arrays.asList("s", "ms", "us", "ns").indexOf(json.getOrDefault("unit", "ms"));
                return Column.times(longs(values), Column.Unit.values()[unit], null);
        }
    }

    static double[] doubles(Object values) {
        return ((List<Object>) values).stream().mapToDouble(v -> v == null ? Double.NaN : Double.parseDouble(v.toString())).toArray();
    }

    static long[] longs(Object values) {
        return ((List<Long>) values).stream().mapToLong(Long::longValue).toArray();
    }

    /** What differs, or null: to the bit, or within a relative tolerance. */
    static String difference(Data expected, Data answer, double tolerance) {
        if (expected.equals(answer)) {
            return null;
        }
        if (expected instanceof Csr && answer instanceof Csr) {
            Csr e = (Csr) expected;
            Csr a = (Csr) answer;
            boolean shape = e.columns() == a.columns() && Arrays.equals(e.indptr(), a.indptr())
                && Arrays.equals(e.indices(), a.indices());
            return shape && near(e.values(), a.values(), tolerance) ? null : a + " is not " + e;
        }
        if (!(expected instanceof Frame && answer instanceof Frame)) {
            return answer + " instead of " + expected;
        }
        Frame frame = (Frame) answer;
        if (!frame.names().equals(((Frame) expected).names())) {
            return "columns " + frame.names() + " instead of " + ((Frame) expected).names();
        }
        for (String name : frame.names()) {
            Column e = ((Frame) expected).column(name);
            Column a = frame.column(name);
            boolean doubles = e.kind() == Column.Kind.DOUBLES && a.kind() == Column.Kind.DOUBLES;
            if (!(doubles ? near(e.asDoubles(), a.asDoubles(), tolerance) : e.equals(a))) {
                return name + " is " + a + " instead of " + e;
            }
        }
        return null;
    }

    private static boolean near(double[] expected, double[] answer, double tolerance) {
        boolean near = expected.length == answer.length;
        for (int row = 0; near && row < expected.length; row++) {
            double e = expected[row];
            double a = answer[row];
            boolean close = Math.abs(e - a) <= tolerance * Math.max(Math.abs(e), Math.abs(a));
            near = Double.doubleToLongBits(e) == Double.doubleToLongBits(a) || (e == a && e != 0) || (tolerance > 0 && close);
        }
        return near;
    }
}
