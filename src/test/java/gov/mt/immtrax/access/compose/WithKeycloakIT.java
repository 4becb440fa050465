package gov.mt.immtrax.access.compose;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** What needs {@link Keycloak}, one after the other in one process, so that it starts once. */
@Suite
@SelectClasses(names = {"gov.mt.immtrax.access.identity.KeycloakIT", "gov.mt.immtrax.access.browser.ComposeIT"})
class WithKeycloakIT {}
