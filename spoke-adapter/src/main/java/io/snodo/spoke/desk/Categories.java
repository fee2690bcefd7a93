package io.snodo.spoke.desk;

import io.snodo.messages.body.Registry.Category;
import io.snodo.spoke.link.RegistryCopy;
import io.snodo.spoke.vocabulary.NetworkVocabulary.Channel;
import io.snodo.spoke.vocabulary.Vocabulary;
import io.snodo.spoke.vocabulary.Vocabulary.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What contacts are about and how they came in: the network's codes, the office's own words for them where it has some,
 * and how soon a citizen is promised an answer.
 */
@Component
public class Categories {
    private final RegistryCopy registry;
    private final Vocabulary vocabulary;

    Categories(RegistryCopy registry, Vocabulary vocabulary) {
        this.registry = registry;
        this.vocabulary = vocabulary;
    }

    /** As the hub said last; as they were shipped with this spoke while it has not spoken. */
    public List<Category> all() {
        List<Category> known = registry.current().categories();
        return known.isEmpty() ? vocabulary.network().categories() : known;
    }

    /** Whether the network, or this spoke as it was shipped, has such a category. */
    public boolean has(String code) {
        return find(code).isPresent();
    }

    public List<Channel> channels() {
        return vocabulary.network().channels();
    }

    /** By when; none is promised for a category that the network does not know. */
    @Nullable
    Instant due(String code, Instant from) {
        return find(code).map(c -> from.plus(Duration.ofDays(c.days()))).orElse(null);
    }

    /** The category's name, or its code where nobody has a name for it. */
    public String name(String code, Locale locale) {
        return word(Kind.CATEGORY, code, locale)
                .or(() -> find(code).map(c -> isItalian(locale) ? c.it() : c.en()))
                .orElse(code);
    }

    /** The channel's name, or its code. */
    public String channel(String code, Locale locale) {
        return word(Kind.CHANNEL, code, locale)
                .or(() -> channels().stream()
                        .filter(c -> c.code().equals(code))
                        .findFirst()
                        .map(c -> isItalian(locale) ? c.it() : c.en()))
                .orElse(code);
    }

    /** The office's words are Italian. */
    private Optional<String> word(Kind kind, String code, Locale locale) {
        return isItalian(locale) ? vocabulary.word(kind, code) : Optional.empty();
    }

    private Optional<Category> find(String code) {
        return all().stream().filter(c -> c.code().equals(code)).findFirst();
    }

    private static boolean isItalian(Locale locale) {
        return locale.getLanguage().equals("it");
    }
}
