package gov.mt.immtrax.access.identity;

import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Pages of the State that explain the login (request-steps.txt, supervisor steps 1 and 2). They move now and then, so
 * that operators name them; what is not named is not shown.
 *
 * @param guideUrl how to create an Okta account
 * @param faqUrl questions and answers about Okta
 */
@Validated
@ConfigurationProperties("immtrax.identity")
public record LoginGuides(
        @DefaultValue Optional<URI> guideUrl, @DefaultValue Optional<URI> faqUrl) {

    public LoginGuides {
        guideUrl = guideUrl.filter(url -> !url.toString().isBlank());
        faqUrl = faqUrl.filter(url -> !url.toString().isBlank());
    }

    @AssertTrue(message = "immtrax.identity.guide-url and faq-url must be addresses that begin with https://")
    boolean isEachAPage() {
        return Stream.of(guideUrl, faqUrl)
                .flatMap(Optional::stream)
                .allMatch(
                        url -> url.getHost() != null && List.of("https", "http").contains(url.getScheme()));
    }
}
