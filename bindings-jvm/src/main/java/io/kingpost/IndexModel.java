package io.kingpost;

import io.kingpost.internal.NativeModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An index and the items in it. */
public final class IndexModel extends Model {
    IndexModel(NativeModel handle) {
        super(handle);
    }

    /**
     * The nearest items of each query, nearest first.
     *
     * @param queries texts or vectors, in the columns of the fit
     * @param k how many items a query gets at most
     * @return {@code query} (its row), {@code rank} from 1, {@code id}, {@code score} (higher is nearer)
     * @throws KingpostException {@code kp.invalid_params} for k out of range; {@code kp.invalid_data} for other columns
     */
    public Frame search(Data queries, int k) {
        return search(queries, k, null, RunOptions.DEFAULT);
    }

    /**
     * The nearest items of each query among those that are allowed.
     *
     * @param queries texts or vectors, in the columns of the fit
     * @param k how many items a query gets at most
     * @param allow the ids that may be found, {@code String}, {@code Integer} or {@code Long}; null for all
     * @param run how it is to be carried out, or null for the defaults
     * @return {@code query} (its row), {@code rank} from 1, {@code id}, {@code score} (higher is nearer)
     * @throws KingpostException {@code kp.invalid_params} for k out of range; {@code kp.invalid_data} for other columns
     */
    public Frame search(Data queries, int k, List<?> allow, RunOptions run) {
        return search(queries, k, allow, null, run);
    }

    /**
     * The nearest items of each query, with another {@code ef} than that of the fit.
     *
     * @param queries texts or vectors, in the columns of the fit
     * @param k how many items a query gets at most
     * @param allow the ids that may be found, {@code String}, {@code Integer} or {@code Long}; null for all
     * @param ef how many items the search looks at more closely; null for that of the fit
     * @param run how it is to be carried out, or null for the defaults
     * @return {@code query} (its row), {@code rank} from 1, {@code id}, {@code score} (higher is nearer)
     * @throws KingpostException {@code kp.invalid_params} for k or ef out of range, and for ef where the index has none;
     *     {@code kp.invalid_data} for other columns
     */
    public Frame search(Data queries, int k, List<?> allow, Integer ef, RunOptions run) {
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("k", k);
        if (allow != null) {
            args.put("allow", allow);
        }
        if (ef != null) {
            args.put("ef", ef);
        }
        return frame("search", args, queries, run);
    }

    /**
     * Takes more items in.
     *
     * @param data the columns of the fit, in any order
     * @return their {@code id}
     * @throws KingpostException {@code kp.invalid_data} for other columns and for ids that are there already; the index is then
     *     unchanged
     */
    public Frame update(Data data) {
        return update(data, RunOptions.DEFAULT);
    }

    /**
     * A copy that is updated apart from this one.
     *
     * @return the copy, to be closed by itself
     */
    public IndexModel copy() {
        return new IndexModel(duplicate());
    }
}
