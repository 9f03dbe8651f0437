import io.kingpost.*;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;

/** Runs the cases and the saved models of {@code core/conformance}; the last line counts them. */
@SuppressWarnings("unchecked")
public final class Conformance {
    public static void main(String[] args) throws IOException {
        int failed = 0;
        List<Path> files;
        try (Stream<Path> all = Files.walk(Paths.get(args[0]))) {
            Path given = Paths.get(args[0], "files"); // what cases name
            files = all.filter(file -> file.toString().endsWith(".json") && !file.startsWith(given)).sorted()
                .collect(Collectors.toList());
        }
        for (Path file : files) {
            try {
                run(map(Json.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))), file.toString());
            } catch (RuntimeException error) {
                failed++;
                System.out.println("FAILED " + file + ": " + error);
            }
        }
        System.out.println(files.size() - failed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }

    private static void run(Map<String, Object> test, String file) {
        double tolerance = ((Number) test.getOrDefault("tolerance", 0L)).doubleValue();
        Model model;
        try {
            if (test.containsKey("function")) {
                Frame[] tables = ((List<Object>) test.get("inputs")).stream().map(JsonData::data).toArray(Frame[]::new);
                Object answer = Kingpost.call((String) test.get("function"), map(test.get("args")), RunOptions.DEFAULT, tables);
                Object wanted = test.get("expect");
                String why = wanted instanceof Map ? JsonData.difference(JsonData.data(wanted), (Data) answer, tolerance) : null;
                check(wanted instanceof Map ? why == null : answer.equals(wanted), why + " " + test.get("error"));
                return;
            }
            model = test.containsKey("component") ? fit(test) : Kingpost.load(file.replace(".json", ".kp.safetensors"));
        } catch (KingpostException error) {
            check(error.code().equals(test.get("error")), error);
            return;
        }
        check(!test.containsKey("error"), "no error instead of " + test.get("error"));
        if (test.containsKey("content_id")) {
            check(test.get("content_id").equals(model.contentId()), model.contentId());
            check(model.verify().get("ok").equals(true), model.verify());
        }
        for (Object step : (List<Object>) test.getOrDefault("steps", Collections.emptyList())) {
            model = step(model, map(step), tolerance);
        }
        model.close();
    }

    private static Model fit(Map<String, Object> test) {
        RunOptions run = RunOptions.builder().seed((Long) test.getOrDefault("seed", 0L)).build();
        Column target = test.containsKey("target") ? JsonData.column(map(test.get("target"))) : null;
        Data data = JsonData.data(test.get("data"));
        Map<String, Object> options = map(test.get("options"));
        return Kingpost.fit((String) test.get("component"), map(test.get("params")), data, target, options, run);
    }

    private static Model step(Model model, Map<String, Object> step, double tolerance) {
        String verb = (String) step.get("verb");
        Data expected = step.get("expect") instanceof Map ? JsonData.data(step.get("expect")) : null;
        Data answer;
        try {
            Data data = JsonData.data(step.get("data"));
            if (verb.equals("save_load")) {
                return Kingpost.fromBytes(model.toBytes());
            }
            if (verb.equals("content_id")) {
                check(model.contentId().equals(step.get("expect")), model.contentId());
                return model;
            }
            answer = verb.equals("update") ? model.update(data, JsonData.run(map(step.get("args"))))
                : model.call(verb, map(step.get("args")), data, RunOptions.DEFAULT);
        } catch (KingpostException error) {
            check(error.code().equals(step.get("error")), verb + ": " + error);
            return model;
        }
        check(!step.containsKey("error"), verb + ": no error instead of " + step.get("error"));
        String difference = JsonData.difference(expected, answer, tolerance);
        check(difference == null, verb + ": " + difference);
        return model;
    }

    private static void check(boolean holds, Object otherwise) {
        if (!holds) {
            throw new IllegalStateException(String.valueOf(otherwise));
        }
    }

    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
