package gov.mt.immtrax.access.portal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.io.Resource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.ResourceUrlProviderExposingInterceptor;

class FileLinkFilterTests {

    private final List<String> lookedFor = new ArrayList<>();

    private final ResourceUrlProvider files = new ResourceUrlProvider();

    @BeforeEach
    void keepFiles() {
        var folder = new ResourceHttpRequestHandler();
        folder.setResourceResolvers(List.of(new ResourceResolver() {
            @Override
            public Resource resolveResource(
                    HttpServletRequest call, String path, List<? extends Resource> places, ResourceResolverChain more) {
                throw new UnsupportedOperationException();
            }

            @Override
            public String resolveUrlPath(String path, List<? extends Resource> places, ResourceResolverChain more) {
                lookedFor.add(path);
                return path.replace("bootstrap/", "bootstrap/5/");
            }
        }));
        files.setHandlerMap(Map.of("/**", folder));
    }

    @Test
    void findsTheVersionOfAFile() throws Exception {
        assertThat(linkTo("/webjars/bootstrap/css/bootstrap.min.css?x=1"))
                .isEqualTo("/webjars/bootstrap/5/css/bootstrap.min.css?x=1");
        assertThat(linkTo("/theme.css")).isEqualTo("/theme.css");
        assertThat(lookedFor).containsExactly("webjars/bootstrap/css/bootstrap.min.css", "theme.css");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/requests/REQ0100387", "/people?find=a.b", "/requests#top.x", "/v1.2/people", "?page=2", ""
            })
    void looksForNoFileBehindAPage(String link) throws Exception {
        assertThat(linkTo(link)).isEqualTo(link);
        assertThat(lookedFor).isEmpty();
    }

    @Test
    void takesThePlaceOfTheOneThatLooksForAll() {
        new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ThymeleafAutoConfiguration.class, WebMvcAutoConfiguration.class))
                .withUserConfiguration(FileLinkFilter.Registration.class)
                .run(service -> assertThat(service.getBeansOfType(FilterRegistrationBean.class)
                                .values())
                        .extracting(registration -> (Object) registration.getFilter())
                        .filteredOn(ResourceUrlEncodingFilter.class::isInstance)
                        .singleElement()
                        .isInstanceOf(FileLinkFilter.class));
    }

    private String linkTo(String url) throws Exception {
        var links = new ArrayList<String>();
        new FileLinkFilter()
                .doFilter(new MockHttpServletRequest("GET", "/"), new MockHttpServletResponse(), (call, answer) -> {
                    call.setAttribute(ResourceUrlProviderExposingInterceptor.RESOURCE_URL_PROVIDER_ATTR, files);
                    links.add(((HttpServletResponse) answer).encodeURL(url));
                });
        return links.get(0);
    }
}
