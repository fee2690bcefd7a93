package io.snodo.ops.bench;

import io.snodo.messages.MemberCode;
import io.snodo.ops.authority.DemoAuthority;
import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.DemoMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Invented members in a tenants folder, each granting handovers to the next ones in a ring. */
record Crowd(DemoFolder folder, int members, int agreementsEach) {

    static MemberCode code(int number) {
        return new MemberCode("c_z" + number);
    }

    Path file(int number) {
        return folder.tenants().resolve("crowd-" + number).resolve("tenant.yaml");
    }

    /** Beside the demonstration's members, so that there are {@link #members} in all; {@code listening} of them can connect. */
    void move(int listening) throws IOException, GeneralSecurityException {
        DemoAuthority authority = DemoAuthority.in(folder.keys(), Clock.systemUTC());
        for (int number = 0; number < size(); number++) {
            Path tenant = file(number);
            Path certificates = Files.createDirectories(tenant.resolveSibling("certificates"));
            Files.writeString(tenant, words(number));
            authority.vouch(code(number).value(), certificates.resolve("seal.pem"));
            if (number < listening) {
                authority.issue(code(number).value());
            }
        }
    }

    int size() {
        return Math.max(0, members - DemoMember.values().length);
    }

    private String words(int number) {
        List<String> granted = new ArrayList<>();
        for (int next = 1; next <= Math.min(agreementsEach, size() - 1); next++) {
            granted.add(code((number + next) % size()).value());
        }
        String agreements = granted.isEmpty()
                ? "[]"
                : granted.stream().collect(Collectors.joining(", ", "[{kind: handover, grantsTo: [", "]}]"));
        return """
                member: %s
                name: Comune inventato %d
                prefix: Z%s
                territory: "%06d"
                languages: [it, en]
                timezone: Europe/Rome
                phone: "+39 000 000000"
                office: {code: urp, name: URP, email: urp@comune%d.example, hours: {mon: ["08:30-12:30", "14:00-16:30"], wed: ["08:30-12:30"], fri: ["08:30-12:30"]}, patron: "15-02"}
                skills: [tributi, anagrafe]
                operators: 4
                queue: {name: urp, high: 5, low: 2}
                agreements: %s
                """.formatted(
                        code(number),
                        number,
                        Integer.toString(36 * 36 + number, 36).toUpperCase(java.util.Locale.ROOT),
                        number,
                        number,
                        agreements);
    }
}
