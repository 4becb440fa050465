package gov.mt.immtrax.access.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class SubmissionMatcherTests {

    @Test
    void countALoginOnceAndNotOnItsWayBack() {
        assertThat(SubmissionMatcher.isLogin(new MockHttpServletRequest("GET", "/oauth2/authorization/okta")))
                .isTrue();
        assertThat(SubmissionMatcher.isLogin(new MockHttpServletRequest("GET", "/login/oauth2/code/okta")))
                .isFalse();
    }
}
