package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds personal data in texts by rules: mail and web addresses, telephone numbers, accounts, cards, numbers of persons,
 * dates of birth, names.
 *
 * <p>Whatever has check digits must pass them. <code>confidence</code> is 0.9 and more where the form or the check digits leave little
 * doubt, 0.6 to 0.9 where a usual form or a word nearby says so; it is a rule's, not a probability. Names are found where
 * something announces them (a title, "my name is", a greeting, the end of a letter), not elsewhere: for free text without
 * such words most names stay unfound, unless a model of yours finds them (<code>name_candidates</code>). Such words are known in
 * English, German, French, Spanish, Portuguese, Italian and Dutch, and fewer in Danish, Finnish, Norwegian, Polish and
 * Swedish; those of telephone numbers and births in other scripts, too.
 *
 * <p>Input: texts; a missing one has no findings. <code>findings</code> of yours stand beside those of the rules: of two that
 * overlap the surer one stays, of equally sure ones the longer; two of one kind become one, and so do parts of a name
 * that follow each other.
 * Output: one row a finding: <code>row</code> of the table from 0; <code>start</code> and <code>end</code> (exclusive) in Unicode code points, as Python counts;
 * <code>start_utf16</code> and <code>end_utf16</code> in UTF-16 units, as JavaScript and Java count; <code>kind</code>, <code>text</code>, <code>confidence</code>. Findings do not overlap.
 * Errors: <code>kp.invalid_data</code> without a column of texts, and for findings that are no part of a text or have no known
 * kind.
 * Cost: one pass over the bytes, 64 at once where nothing begins; documents in parallel.
 * Source: ISO 13616 (IBAN), ISO/IEC 7812 (cards), ITU-T E.164 (telephone), RFC 5321, RFC 3986 and RFC 4291 (addresses), and the
 * published rules of each country's numbers; rules written for this library.
 */
public final class FindPii extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.find_pii";

    private FindPii(Map<String, Object> params, Frame... optional) {
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
         * The kinds to look for; null for all. Fewer may cost less; what is found of a kind does not depend on the others.
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
         * Findings that are less sure are left out.
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
        public FindPii build() {
            return new FindPii(new LinkedHashMap<>(values), findings);
        }
    }
}
