package io.snodo.spoke.desk.pages;

import io.snodo.messages.body.CallMode;
import io.snodo.spoke.desk.Categories;
import io.snodo.spoke.desk.Destinations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the form for passing a call has to choose from. */
@Component
class CallForm {
    /** What is heard at a counter most; what is missing is said in the summary. */
    private static final List<String> LANGUAGES =
            List.of("it", "en", "ar", "bn", "de", "es", "fr", "pt", "ro", "sq", "uk", "ur", "zh");

    private static final List<Integer> MINUTES = List.of(5, 10, 15, 30);

    private final Destinations destinations;
    private final Categories categories;

    CallForm(Destinations destinations, Categories categories) {
        this.destinations = destinations;
        this.categories = categories;
    }

    /** What was chosen; nothing where it is not among what can be. */
    static @Nullable String language(@Nullable String chosen) {
        return chosen != null && LANGUAGES.contains(chosen) ? chosen : null;
    }

    void put(Model model) {
        model.addAttribute("lines", destinations.takingCalls());
        model.addAttribute("queues", categories.all());
        model.addAttribute("modes", List.of(CallMode.values()));
        model.addAttribute("tongues", LANGUAGES);
        model.addAttribute("rings", MINUTES);
    }
}
