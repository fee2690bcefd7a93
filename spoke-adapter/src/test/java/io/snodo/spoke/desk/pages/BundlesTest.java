package io.snodo.spoke.desk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MessageType;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.CallMode;
import io.snodo.messages.body.Face;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.Status;
import io.snodo.spoke.desk.Contact;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.knowledge.Faq;
import io.snodo.spoke.files.FetchFile;
import io.snodo.spoke.files.FileState;
import io.snodo.spoke.link.SentMessage;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundlesTest {
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z][\\w.]*)[}(]");

    private final Properties italian = bundle("it");
    private final Properties english = bundle("en");

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(english.stringPropertyNames()).isEqualTo(italian.stringPropertyNames());
    }

    @Test
    void nothingIsLeftUnsaid() {
        assertThat(italian.values()).noneMatch(text -> text.toString().isBlank());
        assertThat(english.values()).noneMatch(text -> text.toString().isBlank());
    }

    @Test
    void everyValueThatAPageShowsHasItsWords() {
        Set<String> wanted = new TreeSet<>();
        add(wanted, "why.", Reply.Why.values());
        add(wanted, "contact.state.", Contact.State.values());
        add(wanted, "file.state.", FileState.values());
        add(wanted, "file.not.", FetchFile.WhyNot.values());
        add(wanted, "outcome.", Outcome.values());
        add(wanted, "face.", Face.values());
        add(wanted, "readers.", Audience.values());
        add(wanted, "level.", Receipt.Level.values());
        add(wanted, "call.mode.", CallMode.values());
        Arrays.stream(CallMode.values()).forEach(m -> wanted.add("call.mode." + m + ".to"));
        Arrays.stream(SentMessage.State.values()).forEach(s -> wanted.add("call.sent." + s.wire()));
        Arrays.stream(Status.values()).forEach(s -> wanted.add("status." + s.wire()));
        Arrays.stream(Faq.State.values()).forEach(s -> wanted.add("faq.state." + s.stored()));
        Arrays.stream(MessageType.values()).forEach(t -> wanted.add("act.of." + t.wire()));
        Arrays.stream(SentMessage.State.values()).forEach(s -> wanted.add("sent." + s.wire()));

        assertThat(italian.stringPropertyNames()).containsAll(wanted);
    }

    @Test
    void everyKeyInAPageHasItsWords() throws IOException {
        Set<String> wanted = new TreeSet<>();
        try (Stream<Path> pages = Files.walk(Path.of("src/main/resources/spoke/pages"))) {
            for (Path page : pages.filter(Files::isRegularFile).toList()) {
                Matcher key = KEY.matcher(Files.readString(page));
                while (key.find()) {
                    wanted.add(key.group(1));
                }
            }
        }

        assertThat(italian.stringPropertyNames()).containsAll(wanted);
    }

    private static void add(Set<String> wanted, String prefix, Enum<?>[] values) {
        Arrays.stream(values).forEach(v -> wanted.add(prefix + v.name()));
    }

    private static Properties bundle(String language) {
        Properties words = new Properties();
        try (var in = new InputStreamReader(
                Objects.requireNonNull(
                        BundlesTest.class.getResourceAsStream("/spoke/messages_" + language + ".properties")),
                StandardCharsets.UTF_8)) {
            words.load(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return words;
    }
}
