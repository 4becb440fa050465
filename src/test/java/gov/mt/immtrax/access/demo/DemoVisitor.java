package gov.mt.immtrax.access.demo;

import gov.mt.immtrax.access.demo.identity.DemoPerson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.FormElement;

/**
 * A person at the other end of HTTP: keeps cookies, follows redirects, sends the token of the page that was read last.
 */
public final class DemoVisitor {

    private final String baseUrl;
    private final CookieManager cookies = new CookieManager(null, DemoVisitor::asBrowsersDo);
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final HttpClient stepwise =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String csrfToken = "";

    /** @param baseUrl of the service, without a slash at the end */
    public DemoVisitor(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Cookies for TLS travel to this machine without TLS. */
    private static boolean asBrowsersDo(URI from, HttpCookie cookie) {
        cookie.setSecure(false);
        return CookiePolicy.ACCEPT_ORIGINAL_SERVER.shouldAccept(from, cookie);
    }

    /** Goes through the provider's login form and back, and returns the page that comes after it. */
    public HttpResponse<String> logIn(DemoPerson person) {
        return logIn(person.address(), DemoPerson.PASSWORD);
    }

    /** @see #logIn(DemoPerson) */
    public HttpResponse<String> logIn(String address, String password) {
        return logIn(get("/oauth2/authorization/okta"), address, password);
    }

    /** Fills in the login form that a page of the provider shows. */
    public HttpResponse<String> logIn(HttpResponse<String> page, String address, String password) {
        var form =
                (FormElement) Jsoup.parse(page.body(), page.uri().toString()).expectFirst("form:has([name=password])");
        var fields = new LinkedHashMap<String, String>();
        form.formData().forEach(field -> fields.put(field.key(), field.value()));
        fields.put("username", address);
        fields.put("password", password);
        return post(form.absUrl("action"), fields);
    }

    /** @param url a path of the service or an absolute URL */
    public HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(absolute(url)).header("Accept", "text/html"));
    }

    /**
     * As {@link #get}, but stops at a redirect.
     *
     * @param url a path of the service or an absolute URL
     */
    public HttpResponse<String> step(String url) {
        return send(stepwise, HttpRequest.newBuilder(absolute(url)).header("Accept", "text/html"));
    }

    /** @param url a path of the service or an absolute URL */
    public String getJson(String url) {
        return send(HttpRequest.newBuilder(absolute(url)).header("Accept", "application/json"))
                .body();
    }

    /** @param url a path of the service or an absolute URL */
    public HttpResponse<String> head(String url) {
        return send(HttpRequest.newBuilder(absolute(url))
                .header("Accept", "text/html")
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    }

    /** A file as it comes. */
    public HttpResponse<byte[]> getBytes(String path) {
        try {
            return http.send(HttpRequest.newBuilder(absolute(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param url a path of the service or an absolute URL */
    public HttpResponse<String> post(String url, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.putIfAbsent("_csrf", csrfToken);
        var form = all.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(absolute(url))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** Sends a form with a file in it, as browsers do. */
    public HttpResponse<String> postFile(
            String url, Map<String, String> fields, String field, String fileName, byte[] content) {
        var all = new LinkedHashMap<>(fields);
        all.putIfAbsent("_csrf", csrfToken);
        String boundary = "----boundary-of-a-browser";
        var head = new StringBuilder();
        all.forEach((name, value) -> head.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        head.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(field)
                .append("\"; filename=\"")
                .append(fileName)
                .append("\"\r\nContent-Type: text/csv\r\n\r\n");
        var body = new ByteArrayOutputStream();
        body.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(absolute(url))
                .header("Accept", "text/html")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /**
     * Calls the engine's REST as its applications do, with the token of their own.
     *
     * @param path below the engine, as in {@code /task}
     * @param json the body, or {@code null} for none
     */
    public HttpResponse<String> engine(String method, String path, String json) {
        var request = HttpRequest.newBuilder(absolute("/camunda/api/engine/engine/default" + path))
                .header("Accept", "*/*")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .forEach(cookie -> request.setHeader("X-XSRF-TOKEN", cookie.getValue()));
        return send(request);
    }

    /** Loses the cookie of this name. */
    public void forget(String cookie) {
        var store = cookies.getCookieStore();
        store.getURIs()
                .forEach(from -> store.get(from).stream()
                        .filter(kept -> kept.getName().equals(cookie))
                        .forEach(kept -> store.remove(from, kept)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(http, request);
    }

    private HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var field = Jsoup.parse(response.body()).selectFirst("input[name=_csrf]");
            if (field != null) {
                csrfToken = field.val();
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI absolute(String url) {
        return URI.create(url.startsWith("/") ? baseUrl + url : url);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
