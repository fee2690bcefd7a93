package io.snodo.hub.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A description keeps to the Italian guidelines, and describes what is served. */
public abstract class DescriptionContract implements GuidelinesContract, AnswersContract, SecurityContract {
    protected final Description description;
    private final List<Class<?>> resources;

    protected DescriptionContract(Description description, List<Class<?>> resources) {
        this.description = description;
        this.resources = resources;
    }

    @Test
    void publishesEveryOperationThatIsServedAndNoOther() {
        Set<String> served = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter().importClasses(resources)) {
            for (JavaMethod method : type.getMethods()) {
                String verb =
                        method.isAnnotatedWith(GET.class) ? "GET" : method.isAnnotatedWith(POST.class) ? "POST" : null;
                if (verb != null) {
                    String below = method.tryGetAnnotationOfType(Path.class)
                            .map(Path::value)
                            .orElse("");
                    String path = "/" + type.getAnnotationOfType(Path.class).value() + "/" + below;
                    served.add(verb + " " + path.replaceAll("/+", "/").replaceAll("(?<=.)/$", ""));
                }
            }
        }
        assertThat(description.operations()).extracting(Object::toString).containsExactlyInAnyOrderElementsOf(served);
    }

    @Override
    public Description described() {
        return description;
    }

    /** Of a schema's enumeration. */
    protected Set<String> words(String schema, String at) {
        return description
                .root()
                .at("/components/schemas/" + schema + at + "/enum")
                .valueStream()
                .map(JsonNode::stringValue)
                .collect(Collectors.toSet());
    }

    protected static Set<String> wire(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
