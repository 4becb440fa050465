package gov.mt.immtrax.access.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * An OpenID provider on a free port that logs in, without asking, whoever the test says is sitting there, and that can
 * be made to misbehave in every way that a real one must not.
 */
final class FakeIdentityProvider {

    private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final HttpServer server;
    /** Of all such providers: making one takes seconds. */
    private static final RSAKey KEY = newKey();

    private static final RSAKey STRANGERS_KEY = newKey();

    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    /** What is known of people, by subject; and whose the tokens are that were given. */
    private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();

    private final Map<String, String> accessTokens = new ConcurrentHashMap<>();
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile String visitor = "";
    private volatile boolean givesRefreshTokens;
    private volatile boolean outOfOrder;
    private volatile long slowness;
    private volatile String silentAt;
    private volatile Consumer<JWTClaimsSet.Builder> spoiling;
    private volatile Signature signature;

    /** Who signs the ID tokens. */
    enum Signature {
        PROVIDER,
        STRANGER,
        UNKNOWN_KEY,
        NOBODY
    }

    FakeIdentityProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        answer("/.well-known/openid-configuration", call -> json(call, configuration()));
        answer("/keys", call -> json(call, new JWKSet(KEY.toPublicJWK()).toJSONObject()));
        answer("/authorize", this::authorize);
        answer("/token", this::token);
        answer("/userinfo", this::userInfo);
        server.createContext("/logout", call -> json(call, Map.of("loggedOut", true)));
        server.start();
        behave();
    }

    private void answer(String path, HttpHandler answer) {
        server.createContext(path, call -> {
            if (path.equals(silentAt)) {
                call.getRequestBody().readAllBytes(); // and says nothing, on a connection that stays open
            } else {
                answer.handle(call);
            }
        });
    }

    private Map<String, Object> configuration() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "userinfo_endpoint", issuer() + "/userinfo",
                "jwks_uri", issuer() + "/keys",
                "end_session_endpoint", issuer() + "/logout",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Ends all that a test made it do. */
    void behave() {
        givesRefreshTokens = true;
        outOfOrder = false;
        slowness = 0;
        silentAt = null;
        spoiling = claims -> {};
        signature = Signature.PROVIDER;
    }

    /** Who logs in next. */
    void visitor(String address, String name, String... groups) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject(address));
        claims.put("email", address);
        claims.put("email_verified", true);
        claims.put("name", name);
        claims.put("groups", List.of(groups));
        people.put(subject(address), claims);
        visitor = subject(address);
    }

    void visitorWithout(String claim) {
        change(visitor, claim, null);
    }

    /** Somebody is moved to other groups, wherever they are logged in. */
    void regroup(String address, String... groups) {
        change(subject(address), "groups", List.of(groups));
    }

    void change(String subject, String claim, Object value) {
        Map<String, Object> claims = new LinkedHashMap<>(people.get(subject));
        claims.remove(claim);
        if (value != null) {
            claims.put(claim, value);
        }
        people.put(subject, claims);
    }

    /** Nobody vouches for the logins of this person any more. */
    void revoke(String address) {
        accessTokens.values().removeIf(subject(address)::equals);
        refreshTokens.values().removeIf(subject(address)::equals);
    }

    void givesNoRefreshTokens() {
        givesRefreshTokens = false;
    }

    void isOutOfOrder(boolean now) {
        outOfOrder = now;
    }

    /** Lets requests pile up while it thinks about a question. */
    void isSlow() {
        slowness = 500;
    }

    /** Takes questions at this path, and never answers. */
    void isSilentAt(String path) {
        silentAt = path;
    }

    void spoils(Consumer<JWTClaimsSet.Builder> idToken) {
        spoiling = idToken;
    }

    void signs(Signature by) {
        signature = by;
    }

    /** How often it was asked about somebody again. */
    int questions() {
        return questions.get();
    }

    static String subject(String address) {
        return "id-of-" + address.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "-");
    }

    /** A logout token for everything of a person, unless the claims are changed. */
    String logoutToken(String address, String client, Consumer<JWTClaimsSet.Builder> changes) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(client)
                .subject(subject(address))
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString())
                .claim("events", Map.of(LOGOUT_EVENT, Map.of()));
        changes.accept(claims);
        return signed(claims.build());
    }

    private void authorize(HttpExchange call) throws IOException {
        Map<String, String> asked = parameters(call.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        asked.put("subject", visitor);
        codes.put(code, asked);
        call.getResponseHeaders()
                .set(
                        "Location",
                        asked.get("redirect_uri") + "?code=" + code + "&state="
                                + asked.get("state").replace("=", "%3D"));
        call.sendResponseHeaders(302, -1);
        call.close();
    }

    private void token(HttpExchange call) throws IOException {
        Map<String, String> given =
                parameters(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if ("refresh_token".equals(given.get("grant_type"))) {
            refresh(call, given);
            return;
        }
        Map<String, String> asked = codes.remove(given.get("code"));
        if (asked == null || !asked.get("code_challenge").equals(challenge(given.get("code_verifier")))) {
            refuse(call, 400, "invalid_grant");
            return;
        }
        String sid = "sid-" + logins.incrementAndGet();
        json(
                call,
                tokens(
                        asked.get("subject"),
                        idToken(asked.get("subject"), asked.get("client_id"), asked.get("nonce"), sid)));
    }

    private void refresh(HttpExchange call, Map<String, String> given) throws IOException {
        questions.incrementAndGet();
        dawdle();
        String subject = refreshTokens.remove(given.get("refresh_token"));
        if (outOfOrder) {
            refuse(call, 503, "temporarily_unavailable");
        } else if (subject == null) {
            refuse(call, 400, "invalid_grant");
        } else {
            json(call, tokens(subject, idToken(subject, "immtrax-access", null, "sid-refreshed")));
        }
    }

    private Map<String, Object> tokens(String subject, String idToken) {
        Map<String, Object> answer = new LinkedHashMap<>(Map.of(
                "access_token",
                "access-token-" + UUID.randomUUID(),
                "token_type",
                "Bearer",
                "expires_in",
                3600,
                "id_token",
                idToken));
        accessTokens.put(answer.get("access_token").toString(), subject);
        if (givesRefreshTokens) {
            answer.put("refresh_token", "refresh-token-" + UUID.randomUUID());
            refreshTokens.put(answer.get("refresh_token").toString(), subject);
        }
        return answer;
    }

    private void userInfo(HttpExchange call) throws IOException {
        String subject = accessTokens.get(
                call.getRequestHeaders().getFirst("Authorization").replace("Bearer ", ""));
        if (!givesRefreshTokens) {
            questions.incrementAndGet();
        }
        if (outOfOrder) {
            refuse(call, 503, "temporarily_unavailable");
        } else if (subject == null) {
            refuse(call, 401, "invalid_token");
        } else {
            json(call, people.get(subject));
        }
    }

    /** Long enough for other requests to arrive; nothing waits for it to be over. */
    private void dawdle() {
        if (slowness > 0) {
            LockSupport.parkNanos(slowness * 1_000_000);
        }
    }

    private String idToken(String subject, String client, String nonce, String sid) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(client)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce)
                .claim("sid", sid);
        people.get(subject).forEach(claims::claim);
        spoiling.accept(claims);
        return signed(claims.build());
    }

    private String signed(JWTClaimsSet claims) {
        if (signature == Signature.NOBODY) {
            return new PlainJWT(claims).serialize();
        }
        try {
            String name = signature == Signature.UNKNOWN_KEY ? "unknown" : "key";
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(name).build(), claims);
            token.sign(new RSASSASigner(signature == Signature.PROVIDER ? KEY : STRANGERS_KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("key").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refuse(HttpExchange call, int status, String error) throws IOException {
        byte[] body = ("{\"error\":\"" + error + "\"}").getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static void json(HttpExchange call, Map<String, ?> body) throws IOException {
        byte[] bytes = com.nimbusds.jose.util.JSONObjectUtils.toJSONString(new LinkedHashMap<>(body))
                .getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(200, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }
}
