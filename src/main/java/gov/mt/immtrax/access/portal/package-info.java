/** Pages that belong to no noun: the forms page, errors, the frame around every page. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "account",
            "agreement",
            "audit",
            "calendar",
            "credential",
            "identity",
            "number",
            "request"
        })
package gov.mt.immtrax.access.portal;
