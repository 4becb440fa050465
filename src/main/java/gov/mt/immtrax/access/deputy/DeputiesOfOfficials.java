package gov.mt.immtrax.access.deputy;

import gov.mt.immtrax.access.mail.Deputies;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the emails and the rooms above who the deputies of an official are at the moment. */
@Component
class DeputiesOfOfficials implements Deputies {

    private final DeputyshipRepository deputyships;

    DeputiesOfOfficials(DeputyshipRepository deputyships) {
        this.deputyships = deputyships;
    }

    @Override
    public List<Deputy> of(String official) {
        return deputyships.acceptedOf(official).stream()
                .map(DeputiesOfOfficials::deputy)
                .toList();
    }

    @Override
    public Optional<Deputy> find(String deputyship) {
        return deputyships
                .find(deputyship)
                .filter(it -> it.acceptedAt() != null && it.endedAt() == null)
                .map(DeputiesOfOfficials::deputy);
    }

    private static Deputy deputy(Deputyship it) {
        return new Deputy(it.number(), it.deputyName(), it.deputyAddress(), it.officialName(), it.officialAddress());
    }
}
