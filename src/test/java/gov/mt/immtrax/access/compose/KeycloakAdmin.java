package gov.mt.immtrax.access.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Changes people at Keycloak while a test runs, as its administrators do. */
public final class KeycloakAdmin {

    private static final String REALM = "/admin/realms/immtrax";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String password;

    KeycloakAdmin(String url, String password) {
        this.url = url;
        this.password = password;
    }

    /**
     * A new person.
     *
     * @param address {@code null} for none
     * @param verified whether Keycloak vouches for the address
     */
    public void create(String username, String address, boolean verified, String password, String... groups) {
        ObjectNode person = JSON.createObjectNode();
        person.put("username", username)
                .put("email", address)
                .put("emailVerified", verified)
                .put("enabled", true);
        person.put("firstName", "Some").put("lastName", "Body");
        person.putArray("credentials").addObject().put("type", "password").put("value", password);
        List.of(groups).forEach(group -> person.withArray("groups").add("/" + group));
        call("POST", REALM + "/users", person);
    }

    /** Lets people log in who have no address; Keycloak would make them give one first. */
    public void asksNobodyForTheirProfile() {
        String action = REALM + "/authentication/required-actions/VERIFY_PROFILE";
        call("PUT", action, ((ObjectNode) call("GET", action, null)).put("enabled", false));
    }

    /** From now on the claim {@code email} is what this user attribute holds. */
    public void takesTheAddressFrom(String attribute) {
        JsonNode scope = named(call("GET", REALM + "/client-scopes", null), "email");
        String mappers = REALM + "/client-scopes/" + scope.get("id").asText() + "/protocol-mappers/models";
        ObjectNode mapper = (ObjectNode) named(call("GET", mappers, null), "email");
        ((ObjectNode) mapper.get("config")).put("user.attribute", attribute);
        call("PUT", mappers + "/" + mapper.get("id").asText(), mapper);
    }

    public void rename(String username, String firstName) {
        ObjectNode person = (ObjectNode) person(username);
        call("PUT", REALM + "/users/" + person.get("id").asText(), person.put("firstName", firstName));
    }

    public void removeFromGroup(String username, String group) {
        JsonNode found = named(call("GET", REALM + "/groups", null), group);
        call(
                "DELETE",
                REALM + "/users/" + id(username) + "/groups/" + found.get("id").asText(),
                null);
    }

    /** Ends all sessions of a person, here and wherever they logged in with them. */
    public void logOut(String username) {
        call("POST", REALM + "/users/" + id(username) + "/logout", null);
    }

    private String id(String username) {
        return person(username).get("id").asText();
    }

    private JsonNode person(String username) {
        return call("GET", REALM + "/users?exact=true&username=" + username, null)
                .get(0);
    }

    private static JsonNode named(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(node -> node.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode call(String method, String path, JsonNode body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        return send(request);
    }

    private String token() {
        var form =
                Map.of("grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", password);
        var request = HttpRequest.newBuilder(URI.create(url + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join(
                        "&",
                        form.entrySet().stream()
                                .map(field -> field.getKey() + "=" + field.getValue())
                                .toList())));
        return send(request).get("access_token").asText();
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.request() + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
