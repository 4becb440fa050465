package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.database.CachedReading;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Shows monitoring how many emails are undelivered, by state: {@code immtrax.mail.undelivered}. */
@Component
class MailGauges implements MeterBinder {

    private final MailLedger ledger;

    MailGauges(MailLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bind(registry, MailState.FAILED);
        bind(registry, MailState.REFUSED);
        bind(registry, MailState.HELD);
    }

    private void bind(MeterRegistry registry, MailState state) {
        Gauge.builder(
                        "immtrax.mail.undelivered",
                        new CachedReading<>(0L, () -> ledger.count(state)),
                        CachedReading::get)
                .strongReference(true)
                .description("Emails that have not been delivered: not accepted yet, address refused, or held")
                .tag("state", state.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
