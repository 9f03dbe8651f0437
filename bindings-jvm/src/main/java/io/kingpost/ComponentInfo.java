package io.kingpost;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A line of the catalogue. */
public final class ComponentInfo {
    private final Map<String, Object> facts;

    ComponentInfo(Map<String, Object> facts) {
        this.facts = facts;
    }

    /**
     * Such as {@code forecast.auto_ets}.
     *
     * @return the id
     */
    public String id() {
        return (String) facts.get("id");
    }

    /**
     * The class in every language.
     *
     * @return such as {@code AutoETS}
     */
    public String name() {
        return (String) facts.get("name");
    }

    /**
     * The component's own version: it goes up when saved state or returned numbers change.
     *
     * @return from 1
     */
    public long version() {
        return (Long) facts.get("version");
    }

    /**
     * What it is for.
     *
     * @return such as {@code forecaster}
     */
    public String family() {
        return (String) facts.get("family");
    }

    /**
     * What its models can do.
     *
     * @return the verbs
     */
    @SuppressWarnings("unchecked")
    public List<String> verbs() {
        return Collections.unmodifiableList((List<String>) facts.get("verbs"));
    }

    /**
     * Whether it makes use of regressors; other forecasters refuse them.
     *
     * @return whether it does
     */
    public boolean takesRegressors() {
        return (Boolean) facts.get("takes_regressors");
    }

    /**
     * Whether it is a detector that takes missing values; other detectors refuse them.
     *
     * @return whether it does
     */
    public boolean takesMissing() {
        return (Boolean) facts.get("takes_missing");
    }

    /**
     * One sentence.
     *
     * @return the first of the page
     */
    public String summary() {
        return (String) facts.get("summary");
    }

    /**
     * The whole page.
     *
     * @return Markdown
     */
    public String doc() {
        return (String) facts.get("doc");
    }

    /**
     * The schema of the parameters, with their pages and ranges.
     *
     * @return a JSON schema
     */
    public Map<String, Object> params() {
        return object("params");
    }

    /**
     * The schema of the options of {@code fit}.
     *
     * @return a JSON schema
     */
    public Map<String, Object> options() {
        return object("options");
    }

    /**
     * The default parameters.
     *
     * @return values by name
     */
    public Map<String, Object> defaults() {
        return object("defaults");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> object(String name) {
        return Collections.unmodifiableMap((Map<String, Object>) facts.get(name));
    }

    @Override
    public String toString() {
        return id() + " (" + name() + ", version " + version() + "): " + summary();
    }
}
