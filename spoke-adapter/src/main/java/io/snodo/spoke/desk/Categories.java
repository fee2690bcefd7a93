package io.snodo.spoke.desk;

import io.snodo.messages.body.Registry.Category;
import io.snodo.spoke.link.RegistryCopy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What contacts and tickets are about, in the network's words, and how soon a citizen is promised an answer. */
@Component
public class Categories {
    private final RegistryCopy registry;

    Categories(RegistryCopy registry) {
        this.registry = registry;
    }

    public List<Category> all() {
        return registry.current().categories();
    }

    /** By when; none is promised for a category that the network does not know. */
    @Nullable Instant due(String code, Instant from) {
        return find(code).map(c -> from.plus(Duration.ofDays(c.days()))).orElse(null);
    }

    /** The category's name, or its code where the network does not know it. */
    public String name(String code, Locale locale) {
        return find(code).map(c -> name(c, locale)).orElse(code);
    }

    public static String name(Category category, Locale locale) {
        return locale.getLanguage().equals("it") ? category.it() : category.en();
    }

    private Optional<Category> find(String code) {
        return all().stream().filter(c -> c.code().equals(code)).findFirst();
    }
}
