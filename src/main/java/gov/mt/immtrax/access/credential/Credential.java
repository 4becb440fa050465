package gov.mt.immtrax.access.credential;

import java.util.Optional;

/**
 * What the user needs to log in to imMTrax for the first time.
 *
 * @param temporaryPassword present between provisioning and delivery only
 */
record Credential(String username, Optional<String> temporaryPassword) {

    @Override
    public String toString() {
        return "Credential[" + (temporaryPassword.isPresent() ? "sealed" : "delivered") + "]";
    }
}
