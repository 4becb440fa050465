package gov.mt.immtrax.access.engine;

import java.util.Set;

/**
 * All that the engine may remember of a request or an account. Whatever else is submitted belongs to a form and is
 * taken out of the engine in the same transaction; history never hears of it.
 */
final class RoutingVariables {

    static final Set<String> NAMES = Set.of(
            "requestNumber",
            "requestType",
            "userAddress",
            "supervisorAddress",
            "agreementOnFile",
            "agreementNeeded",
            "credentialsIssued",
            "provisioner",
            "businessDays",
            "provisioningOutcome",
            "renewalOutcome",
            "passwordState",
            "accountNumber",
            "reviewOutcome",
            "inactivationReason",
            "inactivator",
            "inactivationDays",
            "inactivationConfirm",
            "inactivationOutcome",
            "accountMissing",
            "supervisorResponsible",
            "deletionDecision",
            "lastDayReached",
            "disputeOutcome",
            "moreWaiting",
            "importNumber",
            "importStage",
            "differenceNumber",
            "mailId",
            "releaseOutcome");

    private RoutingVariables() {}
}
