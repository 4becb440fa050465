package gov.mt.immtrax.access.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import gov.mt.immtrax.access.ImmtraxAccessApplication;
import gov.mt.immtrax.access.engine.ProcessDeclaration;
import java.beans.Introspector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

/** What the rules look at: the files of the repository and the classes of the service, without those of the tests. */
final class House {

    static final Path ROOT = Path.of("").toAbsolutePath();
    static final Path SOURCES = ROOT.resolve("src/main/java");
    static final Path RESOURCES = ROOT.resolve("src/main/resources");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(ImmtraxAccessApplication.class);

    private House() {}

    static JavaClasses classes() {
        return CLASSES;
    }

    /** The type of the bean of this name: a class by its annotation or by its own name, or what a method makes. */
    static Optional<Class<?>> bean(String name) {
        return Stream.<Class<?>>concat(
                        CLASSES.stream()
                                .filter(type -> type.isMetaAnnotatedWith(Component.class))
                                .filter(type -> name.equals(beanName(type)))
                                .map(JavaClass::reflect),
                        CLASSES.stream()
                                .flatMap(type -> type.getMethods().stream())
                                .filter(method -> method.isAnnotatedWith(Bean.class)
                                        && method.getName().equals(name))
                                .map(method -> method.reflect().getReturnType()))
                .findFirst();
    }

    /** What the backing class of a model declares of its process. */
    static ProcessDeclaration declaration(Class<?> backing) {
        Method declaration = ReflectionUtils.findMethod(backing, "declaration");
        ReflectionUtils.makeAccessible(declaration);
        return (ProcessDeclaration) ReflectionUtils.invokeMethod(declaration, BeanUtils.instantiateClass(backing));
    }

    private static String beanName(JavaClass type) {
        String given = type.tryGetAnnotationOfType(Component.class)
                .map(Component::value)
                .orElse("");
        return given.isEmpty() ? Introspector.decapitalize(type.getSimpleName()) : given;
    }

    /** Files below a folder of the repository whose names end so, in the order of their paths. */
    static List<Path> files(String folder, String... endings) {
        Path start = ROOT.resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(start)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
