package io.snodo.ops.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The last word of {@code mvn verify}: how many tests each module ran, and every test that was left out with its
 * reason. A module that has tests and ran none of them is a failure, because a green build would hide it.
 */
public final class LeftOut {
    private static final List<String> REPORTS = List.of("target/surefire-reports", "target/failsafe-reports");

    private LeftOut() {}

    /** Takes the folders of the modules. */
    public static void main(String[] modules) throws Exception {
        List<String> silent = new ArrayList<>();
        Map<String, String> leftOut = new TreeMap<>();
        int all = 0;
        for (String module : modules) {
            Counts counts = count(Path.of(module), leftOut);
            System.out.printf("%-28s %4d tests, %d left out%n", module, counts.run, counts.skipped);
            all += counts.run;
            if (counts.run == counts.skipped && hasTests(Path.of(module))) {
                silent.add(module);
            }
        }
        leftOut.forEach((test, reason) -> System.out.println("left out: " + test + ": " + reason));
        System.out.printf("%d passed, 0 failed, %d skipped%n", all - leftOut.size(), leftOut.size());
        if (!silent.isEmpty()) {
            System.err.println("these modules have tests and ran none: " + String.join(", ", silent));
            System.exit(1);
        }
    }

    private static Counts count(Path module, Map<String, String> leftOut)
            throws IOException, ParserConfigurationException, SAXException {
        Counts counts = new Counts();
        for (String folder : REPORTS) {
            Path reports = module.resolve(folder);
            if (Files.isDirectory(reports)) {
                try (Stream<Path> files = Files.list(reports)) {
                    for (Path file : files.filter(
                                    f -> f.getFileName().toString().startsWith("TEST-"))
                            .toList()) {
                        counts.add(
                                DocumentBuilderFactory.newDefaultInstance()
                                        .newDocumentBuilder()
                                        .parse(file.toFile()),
                                leftOut);
                    }
                }
            }
        }
        return counts;
    }

    private static boolean hasTests(Path module) throws IOException {
        Path tests = module.resolve("src/test/java");
        if (!Files.isDirectory(tests)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(tests)) {
            return files.anyMatch(
                    f -> f.toString().endsWith("Test.java") || f.toString().endsWith("IT.java"));
        }
    }

    private static final class Counts {
        private int run;
        private int skipped;

        void add(Document report, Map<String, String> leftOut) {
            NodeList cases = report.getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                run++;
                NodeList marks = test.getElementsByTagName("skipped");
                if (marks.getLength() > 0) {
                    skipped++;
                    String reason = ((Element) marks.item(0)).getAttribute("message");
                    leftOut.put(
                            test.getAttribute("classname") + "." + test.getAttribute("name"),
                            reason.isBlank() ? "no reason given" : reason);
                }
            }
        }
    }
}
