package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.embedded.TomcatWebServerFactoryCustomizer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** What proxies say about the caller counts, and what callers say about themselves does not. */
class ForwardedHeadersTests extends RunningService {

    @Test
    void tellWhereAProxyIsReached() {
        HttpResponse<String> toProvider =
                forwarded("X-Forwarded-Proto", "https", "X-Forwarded-Host", "access.example.org");

        assertThat(toProvider.headers().firstValue("Location"))
                .get()
                .asString()
                .contains("redirect_uri=https://access.example.org/login/oauth2/code/okta");
        assertThat(toProvider.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    /** Without a setting: the container alone, with the settings as they are in the jar. */
    @Nested
    class WithoutANamedProxy {

        @Test
        void countForNothingFromWhereverTheyCome() throws Exception {
            TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
            new TomcatWebServerFactoryCustomizer(new StandardEnvironment(), asInTheJar()).customize(factory);
            WebServer server = factory.getWebServer(context -> context.addServlet("caller", new HttpServlet() {
                        @Override
                        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                                throws IOException {
                            response.getWriter()
                                    .print(request.getRemoteAddr() + " " + request.getScheme() + " "
                                            + request.getServerName());
                        }
                    })
                    .addMapping("/"));
            server.start();
            try {
                HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + "/"))
                        .header("X-Forwarded-For", "203.0.113.9")
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "evil.example.org")
                        .header("Forwarded", "for=203.0.113.9;proto=https")
                        .build();

                assertThat(HttpClient.newHttpClient()
                                .send(question, HttpResponse.BodyHandlers.ofString())
                                .body())
                        .isEqualTo("127.0.0.1 http 127.0.0.1");
            } finally {
                server.stop();
            }
        }

        private static ServerProperties asInTheJar() {
            YamlPropertiesFactoryBean settings = new YamlPropertiesFactoryBean();
            settings.setResources(new ClassPathResource("application.yml"));
            return new Binder(new MapConfigurationPropertySource(settings.getObject()))
                    .bind("server", ServerProperties.class)
                    .get();
        }
    }

    private HttpResponse<String> forwarded(String... headers) {
        return browser().stepWith(headers, "/oauth2/authorization/okta");
    }
}
