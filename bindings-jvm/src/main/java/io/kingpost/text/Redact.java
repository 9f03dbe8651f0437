package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Replaces personal data in texts by numbered placeholders, and keeps apart what each stands for.
 *
 * <p>What <code>find_pii</code> finds becomes <code>&lt;PHONE_1&gt;</code>, <code>&lt;PERSON_2&gt;</code> and so on. The same value of the same kind has the same number
 * in the whole table, so that texts can still be compared and counted; numbers that a text already uses are passed over. The column
 * <code>keys</code> has the way back: store it apart from the texts, with the same care as the data itself; <code>unredact</code> takes both.
 * Numbers are of one call: keys of another table do not fit.
 *
 * <p>Input: texts; a missing one stays missing. <code>findings</code> as those of <code>find_pii</code>, such as names that a model found.
 * Output: the table as it was with the texts replaced, and <code>keys</code>: for each row a JSON object from placeholder to value, <code>{}</code>
 * where nothing was found.
 * Errors: those of <code>find_pii</code>, and <code>kp.invalid_data</code> where a column is named <code>keys</code> already.
 * Cost: that of <code>find_pii</code>; memory for the texts once more.
 * Source: as <code>find_pii</code>.
 */
public final class Redact extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.redact";

    private Redact(Map<String, Object> params, Frame... optional) {
        super(ID, params, optional);
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Computes the answer.
     *
     * @param data A column of texts.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data) {
        return (Frame) answer(RunOptions.DEFAULT, data);
    }

    /**
     * Computes the answer.
     *
     * @param data A column of texts.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, RunOptions run) {
        return (Frame) answer(run, data);
    }

    /** What {@code kinds} may be. */
    public enum Kinds implements Choice {
        /**
         * An address of electronic mail.
         */
        EMAIL("email"),
        /**
         * A telephone number: international, of a usual national form, or any number that its context calls one.
         */
        PHONE("phone"),
        /**
         * An account number with its check digits.
         */
        IBAN("iban"),
        /**
         * A card number with its check digit.
         */
        CREDIT_CARD("credit_card"),
        /**
         * An address of IP version 4 or 6.
         */
        IP_ADDRESS("ip_address"),
        /**
         * An address on the web.
         */
        URL("url"),
        /**
         * A date of birth, by its context.
         */
        DATE_OF_BIRTH("date_of_birth"),
        /**
         * A person's name, by its context.
         */
        PERSON("person"),
        /**
         * A social security number of the United States.
         */
        US_SSN("us_ssn"),
        /**
         * A taxpayer's number of Brazil.
         */
        BR_CPF("br_cpf"),
        /**
         * A social insurance number of Canada.
         */
        CA_SIN("ca_sin"),
        /**
         * A tax number of Germany.
         */
        DE_TAX_ID("de_tax_id"),
        /**
         * An identity number of Spain: DNI or NIE.
         */
        ES_NIF("es_nif"),
        /**
         * A personal identity code of Finland.
         */
        FI_HETU("fi_hetu"),
        /**
         * A registration number of France.
         */
        FR_NIR("fr_nir"),
        /**
         * An Aadhaar number of India.
         */
        IN_AADHAAR("in_aadhaar"),
        /**
         * A tax code of Italy.
         */
        IT_FISCAL_CODE("it_fiscal_code"),
        /**
         * A citizen's number of the Netherlands.
         */
        NL_BSN("nl_bsn"),
        /**
         * A PESEL number of Poland.
         */
        PL_PESEL("pl_pesel"),
        /**
         * A personal number of Sweden.
         */
        SE_PERSONNUMMER("se_personnummer"),
        /**
         * A number of the National Health Service.
         */
        UK_NHS("uk_nhs");

        private final String word;

        Kinds(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** Collects parameters. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();
        private Frame findings;

        private Builder() {}

        /**
         * What is known from elsewhere, such as a model: <code>row</code>, and <code>start</code> and <code>end</code> in code points or <code>start_utf16</code> and <code>end_utf16</code>; <code>kind</code>, or each is a person; <code>confidence</code>, or each is sure. Other columns are ignored.
         *
         * @param findings the table
         * @return this
         */
        public Builder findings(Frame findings) {
            this.findings = findings;
            return this;
        }

        /**
         * The kinds to replace; null for all.
         * <p>Default {@code null}.
         *
         * @param kinds the value
         * @return this
         */
        public Builder kinds(Kinds... kinds) {
            values.put("kinds", kinds);
            return this;
        }

        /**
         * Findings that are less sure stay in the text.
         * <p>Default {@code 0.5}. Range {@code 0..=1}.
         *
         * @param minConfidence the value
         * @return this
         */
        public Builder minConfidence(double minConfidence) {
            values.put("min_confidence", minConfidence);
            return this;
        }

        /**
         * The column of texts; a table with one column of text needs no name.
         * <p>Default {@code "text"}.
         *
         * @param textCol the value
         * @return this
         */
        public Builder textCol(String textCol) {
            values.put("text_col", textCol);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public Redact build() {
            return new Redact(new LinkedHashMap<>(values), findings);
        }
    }
}
