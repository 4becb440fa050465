package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.catalina.Valve;
import org.apache.catalina.valves.RemoteIpValve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** What proxies say about the caller counts, and what callers say about themselves does not. */
class ForwardedHeadersTests extends RunningService {

    @Autowired
    private ServletWebServerApplicationContext context;

    @Test
    void tellWhereAProxyIsReached() {
        HttpResponse<String> toProvider = forwarded("X-Forwarded-Proto", "https", "X-Forwarded-Host", "access.example.org");

        assertThat(toProvider.headers().firstValue("Location")).get().asString()
                .contains("redirect_uri=https://access.example.org/login/oauth2/code/okta");
        assertThat(toProvider.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "8.8.8.8", "172.15.0.1", "172.32.0.1", "11.0.0.1", "2001:db8::1"})
    void areNotBelievedFromOutside(String address) {
        assertThat(valve().getInternalProxies()).satisfies(inside -> assertThat(address).doesNotMatch(Pattern.compile(inside)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "192.168.7.7", "172.16.0.1", "127.0.0.1"})
    void areBelievedFromPrivateNetworks(String address) {
        assertThat(valve().getInternalProxies()).satisfies(inside -> assertThat(address).matches(Pattern.compile(inside)));
    }

    private RemoteIpValve valve() {
        Valve[] valves = ((TomcatWebServer) context.getWebServer()).getTomcat().getEngine().getPipeline().getValves();
        assertThat(valves).hasAtLeastOneElementOfType(RemoteIpValve.class);
        return Arrays.stream(valves).filter(RemoteIpValve.class::isInstance).map(RemoteIpValve.class::cast)
                .findFirst().orElseThrow();
    }

    private HttpResponse<String> forwarded(String... headers) {
        return browser().stepWith(headers, "/oauth2/authorization/okta");
    }
}
