package gov.mt.immtrax.access.demo;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The pages under {@code /demo/mail}, added to the service in the demo only and open to everybody. */
class DemoMailPages {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE, MMM d, h:mm a", Locale.US).withZone(ZoneId.of("America/Denver"));

    /** Scripts stay off; a link opens beside the page, as it does from a mail program. */
    private static final String SANDBOX = "allow-popups allow-popups-to-escape-sandbox";

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain demoDoor(HttpSecurity http) throws Exception {
        return http.securityMatcher("/demo/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(
                        headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(
                                        "default-src 'none'; style-src 'unsafe-inline'; img-src data: http://localhost:*; frame-src 'self'")))
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> demoPages(DemoMails mails) {
        return RouterFunctions.route()
                .GET(
                        "/demo/mail",
                        request -> wantsJson(request)
                                ? ServerResponse.ok()
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .body(mails.all())
                                : page("Emails", list(mails)))
                .GET("/demo/mail/{id}", request -> {
                    var mail = mails.find(request.pathVariable("id"));
                    return mail.isPresent()
                            ? page(mail.get().subject(), view(mail.get()))
                            : ServerResponse.notFound().build();
                })
                .build();
    }

    private static boolean wantsJson(ServerRequest request) {
        return request.headers().accept().stream().anyMatch(MediaType.APPLICATION_JSON::equalsTypeAndSubtype);
    }

    private static ServerResponse page(String title, String body) {
        return ServerResponse.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(DemoPage.html(title, "", body));
    }

    private static String list(DemoMails mails) {
        var all = mails.all();
        if (all.isEmpty()) {
            return """
                    <p class="lead">Emails from the service arrive here instead of at their real addresses.</p>
                    <p class="card">No email has been sent yet. <a href="/demo/mail">Refresh</a></p>
                    """;
        }
        return """
                <p class="lead">Emails from the service arrive here instead of at their real addresses. The newest comes first, and
                the list is empty again when the demo starts. <a href="/demo/mail">Refresh</a></p>
                <ul class="mails">
                %s</ul>
                """.formatted(all.stream()
                .map(mail -> """
                  <li><a href="/demo/mail/%s"><strong>%s</strong> %s <span>To %s%s</span></a></li>
                """.formatted(
                                mail.id(),
                                htmlEscape(mail.subject()),
                                time(mail.sentAt()),
                                htmlEscape(mail.to()),
                                mail.cc().isEmpty() ? "" : ", copy to " + htmlEscape(mail.cc())))
                .collect(Collectors.joining()));
    }

    private static String view(DemoMail mail) {
        return """
                <p><a href="/demo/mail">All emails</a></p>
                <dl class="card"><dt>To</dt><dd>%s</dd>%s<dt>From</dt><dd>%s</dd><dt>Sent</dt><dd>%s</dd></dl>
                %s
                """.formatted(
                        htmlEscape(mail.to()),
                        mail.cc().isEmpty() ? "" : "<dt>Copy</dt><dd>" + htmlEscape(mail.cc()) + "</dd>",
                        htmlEscape(mail.from()),
                        time(mail.sentAt()),
                        content(mail));
    }

    private static String content(DemoMail mail) {
        var text = "<pre class=\"card\">" + withLinks(htmlEscape(mail.text())) + "</pre>";
        if (mail.html().isEmpty()) {
            return "<div style=\"margin-top:1rem\">" + text + "</div>";
        }
        return """
                <iframe title="The email" sandbox="%s" srcdoc="%s"></iframe>
                %s
                """.formatted(
                        SANDBOX,
                        htmlEscape("<base target=\"_blank\">" + mail.html()),
                        mail.text().isEmpty() ? "" : "<details><summary>As plain text</summary>" + text + "</details>");
    }

    /** @param escaped text that is safe as HTML already */
    private static String withLinks(String escaped) {
        return escaped.replaceAll("https?://[^\\s<>()]*[^\\s<>().,;:!?]", "<a href=\"$0\">$0</a>");
    }

    private static String time(Instant instant) {
        return "<time datetime=\"" + instant + "\">" + TIME.format(instant) + "</time>";
    }
}
