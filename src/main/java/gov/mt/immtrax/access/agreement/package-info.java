/** The user agreement: drafts, the review before signing, and the signature as evidence. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "audit",
            "calendar",
            "engine",
            "export",
            "facility",
            "form",
            "identity",
            "number",
            "request",
            "request :: process",
            "time",
            "timeline"
        })
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.agreement;
