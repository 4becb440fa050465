package gov.mt.immtrax.access.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.serializer.support.SerializationDelegate;
import org.springframework.session.Session;

/**
 * A session whose attributes are sealed before they are stored. An attribute is not written again if its value has not
 * changed. The time of the last request is written only from time to time, because Camunda's web applications send a
 * dozen requests for each page.
 */
class EncryptedSession implements Session {

    private static final SerializationDelegate JAVA =
            new SerializationDelegate(EncryptedSession.class.getClassLoader());
    private static final int STEPS_PER_IDLE_TIME = 60;

    /** The stored bytes of an attribute and, after decryption, its value. */
    static final class Sealed {

        private final byte[] bytes;
        private @Nullable Object value;

        Sealed(byte[] bytes, @Nullable Object value) {
            this.bytes = bytes;
            this.value = value;
        }

        byte[] bytes() {
            return bytes;
        }

        @Nullable
        Object value() {
            return value;
        }
    }

    private final Session stored;
    private final SessionEncryption seal;
    private final Clock clock;
    private final Duration idle;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, byte[]> serialized = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private boolean unsaved;

    private EncryptedSession(Session stored, SessionEncryption seal, Clock clock, Duration idle) {
        this.stored = stored;
        this.seal = seal;
        this.clock = clock;
        this.idle = idle;
    }

    static EncryptedSession created(Session stored, SessionEncryption seal, Clock clock, Duration idle) {
        EncryptedSession session = new EncryptedSession(stored, seal, clock, idle);
        session.touch();
        return session;
    }

    /** Empty if any attribute cannot be opened: another key, changed or moved bytes, or classes of another release. */
    static Optional<EncryptedSession> opened(Session stored, SessionEncryption seal, Clock clock, Duration idle) {
        EncryptedSession session = new EncryptedSession(stored, seal, clock, idle);
        for (String name : stored.getAttributeNames()) {
            Sealed sealed = stored.getAttribute(name);
            Optional<byte[]> bytes = seal.open(sealed.bytes(), session.place(name));
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            try {
                sealed.value = JAVA.deserialize(new ByteArrayInputStream(bytes.get()));
                session.values.put(name, sealed.value);
                session.serialized.put(name, bytes.get());
            } catch (IOException | RuntimeException ofAnotherRelease) {
                return Optional.empty();
            }
        }
        return Optional.of(session);
    }

    Session stored() {
        return stored;
    }

    Set<String> changedAttributes() {
        return Set.copyOf(changed);
    }

    /** Whether there is something to write. If so, the idle time is written too. */
    boolean prepareToSave() {
        if (unsaved) {
            stored.setMaxInactiveInterval(idle);
        }
        return unsaved;
    }

    void saved() {
        unsaved = false;
        changed.clear();
    }

    @Override
    public String getId() {
        return stored.getId();
    }

    @Override
    public String changeSessionId() {
        String id = stored.changeSessionId();
        values.forEach(this::store);
        unsaved = true;
        return id;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Spring has it
    public <T> @Nullable T getAttribute(String name) {
        return (T) values.get(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.copyOf(values.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            removeAttribute(name);
            return;
        }
        byte[] bytes = bytes(value);
        values.put(name, value);
        if (!Arrays.equals(bytes, serialized.put(name, bytes))) {
            store(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        if (values.remove(name) != null) {
            serialized.remove(name);
            stored.removeAttribute(name);
            changed.add(name);
            unsaved = true;
        }
    }

    private void store(String name, Object value) {
        stored.setAttribute(
                name, new Sealed(seal.seal(Objects.requireNonNull(serialized.get(name)), place(name)), value));
        changed.add(name);
        unsaved = true;
    }

    private String place(String name) {
        return getId() + "/" + name;
    }

    private static byte[] bytes(Object value) {
        try {
            return JAVA.serializeToByteArray(value);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Not serializable into a session: " + value.getClass().getName(), e);
        }
    }

    @Override
    public Instant getCreationTime() {
        return stored.getCreationTime();
    }

    /** @param machineTime ignored, because the service has only one clock */
    @Override
    public void setLastAccessedTime(Instant machineTime) {
        Duration since =
                Duration.between(stored.getLastAccessedTime(), clock.instant()).abs();
        if (since.compareTo(idle.dividedBy(STEPS_PER_IDLE_TIME)) >= 0) {
            touch();
        }
    }

    private void touch() {
        stored.setLastAccessedTime(clock.instant());
        unsaved = true;
    }

    @Override
    public Instant getLastAccessedTime() {
        return stored.getLastAccessedTime();
    }

    /** Does nothing: the interval is a setting for all sessions. */
    @Override
    public void setMaxInactiveInterval(Duration interval) {
        // no servlet decides how long someone stays logged in
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return idle;
    }

    @Override
    public boolean isExpired() {
        return !clock.instant().isBefore(getLastAccessedTime().plus(idle));
    }
}
