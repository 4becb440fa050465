package gov.mt.immtrax.access.demo;

import java.io.IOException;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Keeps the component scan to the service's own classes. In the demo the tests are on the class path too, and a
 * configuration made for one of them would change the service silently.
 */
class OnlyTheService extends TypeExcludeFilter {

    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
        return reader.getResource().getURL().getPath().contains("/test-classes/");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OnlyTheService;
    }

    @Override
    public int hashCode() {
        return OnlyTheService.class.hashCode();
    }
}
