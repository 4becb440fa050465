package gov.mt.immtrax.access.demo.identity;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import gov.mt.immtrax.access.demo.DemoPage;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The provider's login form, with a button for each of the demo's people so that nobody has to type. */
final class LoginPage {

    private LoginPage() {}

    static String html(String applicationUrl, boolean failed) {
        return DemoPage.html("Log in", applicationUrl, """
                <p class="lead">This page stands in for Okta. In production people log in at login.mt.gov.</p>
                %s
                <div class="columns">
                  <form class="card" method="post" action="/login">
                    <h2>With an address</h2>
                    <label for="username">Email address</label>
                    <input id="username" name="username" type="email" autocomplete="username" autocapitalize="none" required>
                    <label for="password">Password</label>
                    <input id="password" name="password" type="password" autocomplete="current-password" required>
                    <p class="hint">Every password is <code>%s</code>.</p>
                    <button class="main" type="submit">Log in</button>
                  </form>
                  <section aria-labelledby="people">
                    <h2 id="people">As one of the demo people</h2>
                    <form class="people" method="post" action="/login?password=%s">
                %s
                    </form>
                  </section>
                </div>
                """.formatted(
                failed ? "<p class=\"error\" role=\"alert\">This address and password do not belong together.</p>" : "",
                DemoPerson.PASSWORD,
                DemoPerson.PASSWORD,
                Arrays.stream(DemoPerson.values())
                        .filter(DemoPerson::isListed)
                        .map(LoginPage::button)
                        .collect(Collectors.joining())));
    }

    private static String button(DemoPerson person) {
        return """
                      <button type="submit" name="username" value="%s">
                        <span class="name">%s</span>
                        <span class="about">%s</span>
                        <span class="address">%s</span>
                      </button>
                """.formatted(
                        person.address(), htmlEscape(person.fullName()), htmlEscape(person.about()), person.address());
    }
}
