package io.snodo.spoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms keep to what their package-info allows, and the drawing of them is true. */
class RoomsTest {
    private static final Path DRAWING = Path.of("rooms.md");
    private static final ApplicationModules ROOMS = ApplicationModules.of(SpokeApplication.class);

    @Test
    void keepToWhatTheyMayKnow() {
        ROOMS.verify();
    }

    /** {@code mvn test -Dtest=RoomsTest -Dsnodo.draw=true} draws anew. */
    @Test
    void areDrawnAsTheyAre() throws IOException {
        String drawn = draw();
        if (Boolean.getBoolean("snodo.draw")) {
            Files.writeString(DRAWING, drawn);
        }
        assertThat(DRAWING).content().isEqualTo(drawn);
    }

    private static String draw() {
        StringBuilder text = new StringBuilder(
                "# The spoke's rooms\n\nDrawn by `RoomsTest` from the code; an arrow means \"knows\".\n\n```mermaid\nflowchart TD\n");
        TreeSet<String> lines = new TreeSet<>();
        for (ApplicationModule room : ROOMS) {
            lines.add("    " + id(room) + "[\"" + room.getIdentifier() + "\"]");
            room.getDirectDependencies(ROOMS)
                    .uniqueModules()
                    .forEach(known -> lines.add("    " + id(room) + " --> " + id(known)));
        }
        lines.forEach(line -> text.append(line).append('\n'));
        text.append("```\n\n| room | what for |\n|---|---|\n");
        ROOMS.stream()
                .sorted(Comparator.comparing(room -> room.getIdentifier().toString()))
                .forEach(room -> text.append("| `")
                        .append(room.getIdentifier())
                        .append("` | ")
                        .append(purpose(room))
                        .append(" |\n"));
        return text.toString();
    }

    private static String purpose(ApplicationModule room) {
        Path source = Path.of("src/main/java", room.getBasePackage().getName().replace('.', '/'), "package-info.java");
        try {
            String first = Files.readString(source).lines().findFirst().orElseThrow();
            return first.replace("/** ", "").replace(" */", "").replaceAll("\\{@code ([^}]*)}", "`$1`");
        } catch (IOException e) {
            throw new IllegalStateException("a room without a package-info: " + source, e);
        }
    }

    private static String id(ApplicationModule room) {
        return room.getIdentifier().toString().replace('.', '_');
    }
}
