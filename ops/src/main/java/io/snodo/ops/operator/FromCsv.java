package io.snodo.ops.operator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code ops/snodo members-from-csv}: a folder for each line, or for none. */
final class FromCsv {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Typed typed;
    private final PrintStream out;

    FromCsv(Typed typed, PrintStream out) {
        this.typed = typed;
        this.out = out;
    }

    private record Fault(int line, String sentence) {}

    int run() throws CannotDo {
        Path file = Path.of(typed.plain(0, 1, "file"));
        Path tenants = Path.of(typed.named()
                .getOrDefault(
                        "--into",
                        Path.of(typed.named().getOrDefault("--home", ""), "tenants")
                                .toString()));
        List<NewMember> members = read(file);
        List<Fault> faults = faults(members, tenants);
        if (!faults.isEmpty()) {
            faults.forEach(fault -> out.println("line " + fault.line() + ": " + fault.sentence()));
            throw CannotDo.refused("nothing is written: " + count(faults.size(), "fault") + " in " + file
                    + "; mend the lines and repeat");
        }
        boolean dry = typed.flags().contains("--dry-run");
        for (NewMember member : members) {
            if (!dry) {
                write(tenants, member);
            }
            out.println((dry ? "would write  " : "written  ") + member.words());
        }
        out.println(
                dry
                        ? count(members.size(), "member") + ", no fault; without --dry-run they are written into "
                                + tenants
                        : count(members.size(), "member") + " in " + tenants
                                + ". Next: ops/snodo apply, then ops/snodo invite --all --into FOLDER");
        return 0;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static List<NewMember> read(Path file) throws CannotDo {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw CannotDo.refused("the file " + file + " is not UTF-8; save it so (in a spreadsheet: CSV UTF-8)");
        } catch (IOException e) {
            throw CannotDo.refused("the file " + file + " cannot be read; name another");
        }
        if (lines.isEmpty()) {
            throw CannotDo.refused("the file " + file + " is empty");
        }
        String first = lines.getFirst().replace("\uFEFF", "");
        char separator = first.indexOf(';') >= 0 ? ';' : ',';
        List<String> columns =
                CsvLine.of(1, first.toLowerCase(Locale.ROOT), separator).fields();
        headed(columns);
        List<NewMember> members = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                members.add(member(CsvLine.of(i + 1, lines.get(i), separator), columns));
            }
        }
        if (members.isEmpty()) {
            throw CannotDo.refused("the file " + file + " has no line but the first");
        }
        return members;
    }

    private static void headed(List<String> columns) throws CannotDo {
        for (String column : columns) {
            if (!NewMember.COLUMNS.contains(column)) {
                throw CannotDo.refused(
                        "line 1: there is no column " + column + "; see ops/snodo members-from-csv --help");
            }
        }
        for (String column : NewMember.REQUIRED.stream().sorted().toList()) {
            if (!columns.contains(column)) {
                throw CannotDo.refused("line 1: the column " + column + " is missing");
            }
        }
    }

    private static NewMember member(CsvLine line, List<String> columns) {
        Map<String, String> said = new LinkedHashMap<>();
        for (int i = 0; i < columns.size() && i < line.fields().size(); i++) {
            said.put(columns.get(i), line.fields().get(i));
        }
        if (line.fields().size() != columns.size()) {
            said.put("", line.fields().size() + " fields, and " + columns.size() + " columns");
        }
        return new NewMember(line.number(), said);
    }

    private static List<Fault> faults(List<NewMember> members, Path tenants) throws CannotDo {
        Set<String> categories = categories(tenants);
        Map<String, String> taken = taken(tenants);
        List<Fault> faults = new ArrayList<>();
        for (NewMember member : members) {
            String uneven = member.said().get("");
            if (uneven != null) {
                faults.add(new Fault(member.line(), uneven));
                continue;
            }
            member.faults(categories).forEach(sentence -> faults.add(new Fault(member.line(), sentence)));
            for (String mine : Set.of("code " + member.code(), "prefix " + member.prefix())) {
                String whose = taken.putIfAbsent(mine, "line " + member.line());
                if (whose != null) {
                    faults.add(new Fault(member.line(), mine + " is taken by " + whose));
                }
            }
            if (Files.exists(tenants.resolve(member.folder()))) {
                faults.add(new Fault(member.line(), "there is a folder " + member.folder() + " already"));
            }
        }
        return faults;
    }

    private static Set<String> categories(Path tenants) throws CannotDo {
        try {
            return YAML.readTree(tenants.resolve("vocabulary.yaml").toFile())
                    .path("categories")
                    .valueStream()
                    .map(category -> category.path("code").asString(""))
                    .collect(Collectors.toCollection(HashSet::new));
        } catch (JacksonException e) {
            throw CannotDo.refused(tenants + " is no tenants folder (it has no vocabulary.yaml); name it with --into");
        }
    }

    /** Codes and prefixes of the members that the folder has. */
    private static Map<String, String> taken(Path tenants) throws CannotDo {
        Map<String, String> taken = new HashMap<>();
        try (Stream<Path> folders = Files.list(tenants)) {
            for (Path each : folders.sorted().toList()) {
                Path file = each.resolve("tenant.yaml");
                if (Files.exists(file)) {
                    JsonNode tenant = YAML.readTree(file.toFile());
                    String whose = "the folder " + each.getFileName();
                    taken.put("code " + tenant.path("member").asString(""), whose);
                    taken.put("prefix " + tenant.path("prefix").asString(""), whose);
                }
            }
        } catch (IOException | JacksonException e) {
            throw CannotDo.refused("the tenants folder " + tenants + " cannot be read (" + e.getMessage() + ")");
        }
        return taken;
    }

    private static void write(Path tenants, NewMember member) throws CannotDo {
        Path folder = tenants.resolve(member.folder());
        try {
            Files.createDirectory(folder);
            Files.writeString(folder.resolve("tenant.yaml"), YAML.writeValueAsString(member.yaml()));
        } catch (IOException | JacksonException e) {
            throw CannotDo.refused("the folder " + folder + " cannot be written (" + e.getMessage() + ")");
        }
    }
}
