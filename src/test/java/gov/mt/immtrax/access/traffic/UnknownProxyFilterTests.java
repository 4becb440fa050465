package gov.mt.immtrax.access.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.catalina.Globals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@ExtendWith(OutputCaptureExtension.class)
class UnknownProxyFilterTests {

    private long now = Long.MAX_VALUE - 5;
    private final UnknownProxyFilter filter = new UnknownProxyFilter(() -> now);

    @Test
    void saysOnceAnHourThatAProxyIsNotNamed(CapturedOutput output) throws Exception {
        call("X-Forwarded-For", null);
        call("X-Forwarded-Proto", null);
        now += Duration.ofMinutes(61).toNanos();
        call("X-Forwarded-Host", null);

        assertThat(output.getAll().split("X-Forwarded headers from 10.0.0.7 are ignored", -1))
                .hasSize(3);
    }

    @Test
    void saysNothingOfAProxyThatIsNamed(CapturedOutput output) throws Exception {
        call("X-Forwarded-For", true);
        call("Accept", null);

        assertThat(output.getAll()).doesNotContain("X-Forwarded");
    }

    private void call(String header, Object believed) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("10.0.0.7");
        request.addHeader(header, "x");
        request.setAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE, believed);
        filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    }
}
