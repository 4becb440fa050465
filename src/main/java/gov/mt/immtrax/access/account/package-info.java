/**
 * Accounts in imMTrax: the register of all that this service knows of, with the history of each; their life until an
 * end date or inactivity, in the steps of {@code processes/account-lifecycle.bpmn}; the end of one, in those of
 * {@code processes/account-inactivation.bpmn}; and the credentials of a new one between provisioning and their
 * delivery, by mail or by a one-time link.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "audit",
            "calendar",
            "cipher",
            "database",
            "engine",
            "export",
            "form",
            "identity",
            "mail",
            "time"
        })
package gov.mt.immtrax.access.account;
