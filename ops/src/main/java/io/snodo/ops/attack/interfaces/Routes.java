package io.snodo.ops.attack.interfaces;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/** What pages there are: nobody describes them in a document, so their routes are read from what serves them. */
public final class Routes {
    private Routes() {}

    /** All routes of the controllers below {@code root}, a package; {@code door} says by its path whose a page is. */
    public static List<Operation> of(String root, Function<String, Door> door) {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        return scan.findCandidateComponents(root).stream()
                .map(found -> ClassUtils.resolveClassName(
                        String.valueOf(found.getBeanClassName()), Routes.class.getClassLoader()))
                .flatMap(type -> of(type, door))
                .sorted(Comparator.comparing(Operation::path).thenComparing(Operation::method))
                .toList();
    }

    private static Stream<Operation> of(Class<?> controller, Function<String, Door> door) {
        List<String> roots = paths(AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class));
        return Arrays.stream(controller.getDeclaredMethods()).flatMap(method -> {
            RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
            return mapping == null
                    ? Stream.of()
                    : roots.stream()
                            .flatMap(root -> paths(mapping).stream().map(path -> root + path))
                            .flatMap(path -> methods(mapping)
                                    .map(verb -> operation(controller, method, verb, path, door.apply(path))));
        });
    }

    private static Operation operation(Class<?> controller, Method method, String verb, String path, Door door) {
        return new Operation(
                door,
                controller.getSimpleName() + "." + method.getName(),
                verb,
                path.isEmpty() ? "/" : path,
                slots(method, verb),
                verb.equals("GET") ? List.of() : List.of("application/x-www-form-urlencoded"));
    }

    private static List<Slot> slots(Method method, String verb) {
        List<Slot> slots = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            PathVariable variable = AnnotatedElementUtils.findMergedAnnotation(parameter, PathVariable.class);
            RequestParam field = AnnotatedElementUtils.findMergedAnnotation(parameter, RequestParam.class);
            RequestHeader header = AnnotatedElementUtils.findMergedAnnotation(parameter, RequestHeader.class);
            if (variable != null) {
                slots.add(new Slot(Slot.Place.PATH, name(variable.name(), parameter)));
            } else if (field != null) {
                slots.add(new Slot(
                        verb.equals("GET") ? Slot.Place.QUERY : Slot.Place.FORM, name(field.name(), parameter)));
            } else if (header != null) {
                slots.add(new Slot(Slot.Place.HEADER, name(header.name(), parameter)));
            } else if (parameter.getType().isRecord()
                    && parameter.getType().getName().startsWith("io.snodo.")) {
                Arrays.stream(parameter.getType().getRecordComponents())
                        .forEach(each -> slots.add(
                                new Slot(verb.equals("GET") ? Slot.Place.QUERY : Slot.Place.FORM, each.getName())));
            }
        }
        return slots;
    }

    private static String name(String said, Parameter parameter) {
        return said.isEmpty() ? parameter.getName() : said;
    }

    private static Stream<String> methods(RequestMapping mapping) {
        return mapping.method().length == 0
                ? Stream.of("GET")
                : Arrays.stream(mapping.method()).map(RequestMethod::name).map(name -> name.toUpperCase(Locale.ROOT));
    }

    private static List<String> paths(@org.jspecify.annotations.Nullable RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
    }
}
