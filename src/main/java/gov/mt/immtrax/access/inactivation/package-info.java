/**
 * How access with an account ends: lifecycles until an end date or inactivity, warnings, exemptions, the stop before
 * too many accounts are inactivated at once, and the inactivation itself, which other rooms can also start. Owns the
 * tables {@code inactivation} and {@code inactivation_stop}, the columns of {@code account} with the state of its
 * lifecycle, and the steps of {@code processes/account-lifecycle.bpmn}, {@code processes/lifecycle-starts.bpmn},
 * {@code processes/mass-inactivation.bpmn} and {@code processes/account-inactivation.bpmn}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "calendar",
            "engine",
            "export",
            "facility",
            "form",
            "identity",
            "mail",
            "number",
            "time"
        })
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.inactivation;
