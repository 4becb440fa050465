/**
 * Who is responsible for which account: the supervisor's list of people, the register that staff search, the
 * replacement of a supervisor, and disputes. Changes accounts only through the register.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "account",
            "agreement",
            "audit",
            "calendar",
            "deletion",
            "deputy",
            "engine",
            "export",
            "facility",
            "imports",
            "folding",
            "form",
            "identity",
            "inactivation :: lifecycle",
            "mail",
            "number",
            "request",
            "time"
        })
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.people;
