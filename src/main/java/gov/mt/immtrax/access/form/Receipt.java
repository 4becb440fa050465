package gov.mt.immtrax.access.form;

import java.util.Map;

/**
 * What the engine stores of a submission.
 *
 * @param caseNumber the business key; for a start form, the new number
 * @param routing variables that the model's gateways use
 */
public record Receipt(String caseNumber, Map<String, Object> routing) {

    @Override
    public String toString() {
        return "Receipt[" + caseNumber + "]";
    }
}
