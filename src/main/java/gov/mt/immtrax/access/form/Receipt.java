package gov.mt.immtrax.access.form;

import java.util.Map;

/**
 * What the engine keeps of a submission.
 *
 * @param caseNumber the business key; for a start form the number just drawn
 * @param routing variables that the model decides by
 */
public record Receipt(String caseNumber, Map<String, Object> routing) {

    @Override
    public String toString() {
        return "Receipt[" + caseNumber + "]";
    }
}
