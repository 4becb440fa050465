package gov.mt.immtrax.access.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The notice on our pages that says until when someone stays logged in, warns in time, and says when the session is
 * over. It refreshes itself in its own frame, without a script, so that no half-filled form is lost. It reads the
 * session without extending it.
 */
@Controller
class SessionTimeoutNotice {

    static final String NOTICE = "/session/notice";

    /** How often the notice checks whether another tab has extended the session. */
    private static final Duration LOOK = Duration.ofMinutes(5);

    private static final Duration LOOK_CLOSELY = Duration.ofSeconds(30);

    private final EncryptedSessionRepository sessions;
    private final SessionCookie cookie;
    private final SessionSettings settings;
    private final Clock clock;
    private final MessageSource messages;
    private final ZoneId zone;

    SessionTimeoutNotice(
            EncryptedSessionRepository sessions,
            SessionCookie cookie,
            SessionSettings settings,
            Clock clock,
            MessageSource messages,
            ZoneId zone) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.settings = settings;
        this.clock = clock;
        this.messages = messages;
        this.zone = zone;
    }

    @GetMapping(NOTICE)
    String notice(
            @RequestParam(required = false) @Nullable String from,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        Instant now = clock.instant();
        Optional<EncryptedSession> session = cookie.idOf(request)
                .flatMap(sessions::peek)
                .filter(it -> ProviderLogin.of(it).isPresent() && now.isBefore(sessions.endOf(it)));
        model.addAttribute("from", LocalPath.of(from).orElse("/requests"));
        session.ifPresentOrElse(it -> describe(it, now, locale, model), () -> model.addAttribute("state", "ended"));
        return "identity/session-notice";
    }

    private void describe(EncryptedSession session, Instant now, Locale locale, Model model) {
        Instant end = sessions.endOf(session);
        Duration left = Duration.between(now, end);
        boolean soon = left.compareTo(settings.warning()) <= 0;
        boolean canStay = end.equals(session.getLastAccessedTime().plus(settings.idle()));
        Duration look = soon ? shorter(LOOK_CLOSELY, left) : shorter(LOOK, left.minus(settings.warning()));
        model.addAttribute("state", !soon ? "on" : canStay ? "soon" : "last");
        model.addAttribute("refresh", look.toSeconds() + 1);
        model.addAttribute(
                "until",
                DateTimeFormatter.ofPattern(messages.getMessage("identity.session.time", null, locale), locale)
                        .format(end.atZone(zone)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Every request extends a session; this one does nothing else. */
    @GetMapping("/session/stay")
    String stay(
            @RequestParam(required = false) @Nullable String from,
            HttpServletRequest request,
            RedirectAttributes link) {
        request.getSession(false);
        LocalPath.of(from).ifPresent(path -> link.addAttribute("from", path));
        return "redirect:" + NOTICE;
    }
}
