package gov.mt.immtrax.access;

import java.util.List;

/** Names the settings that an operator must provide before the service can start. */
class RequiredSettingsMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RequiredSettingsMissing(List<String> names) {
        super("Missing settings: " + String.join(", ", names));
    }
}
