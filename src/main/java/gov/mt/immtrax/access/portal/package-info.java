/** Pages that belong to no other room: the forms page, error pages, and the frame of every page. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "account",
            "agreement",
            "audit",
            "calendar",
            "credential",
            "identity",
            "number",
            "request",
            "request :: likely"
        })
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.portal;
