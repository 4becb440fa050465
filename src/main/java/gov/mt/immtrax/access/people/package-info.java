/**
 * Who answers for which account: the supervisor's list of people, the register as staff search it, a supervisor who is
 * replaced, and disputes. Changes accounts by the register alone.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "account",
            "agreement",
            "audit",
            "calendar",
            "deletion",
            "engine",
            "export",
            "imports",
            "form",
            "identity",
            "inactivation :: lifecycle",
            "mail",
            "number",
            "request",
            "time"
        })
package gov.mt.immtrax.access.people;
