package io.snodo.ops.evidence;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words what a file proves, what is only the hub's word, and what it does not prove (ST-331). */
final class Report {
    private final Proof proof;
    private final Words words;
    private final List<String> lines = new ArrayList<>();

    private Report(Proof proof, Words words) {
        this.proof = proof;
        this.words = words;
    }

    static String of(Proof proof, Locale language) {
        Report report = new Report(proof, new Words(language));
        report.title();
        report.whoHeldIt();
        report.messages();
        report.hubsWord();
        report.notProven();
        return String.join(System.lineSeparator(), report.lines) + System.lineSeparator();
    }

    static String of(Flaw flaw, Locale language) {
        Words words = new Words(language);
        return words.say("flawed", flaw.requirement(), words.say("flaw." + flaw.key(), (Object[]) flaw.details()))
                + System.lineSeparator();
    }

    private void title() {
        EvidenceFile file = proof.file();
        say("title", file.ticket(), called(file.party()), words.at(file.at()));
        say("whole", proof.messages().size());
        lines.add("");
        say("proves");
    }

    private void whoHeldIt() {
        for (Custody.Holding holding : proof.holdings()) {
            String from = words.at(holding.from());
            if (holding.until() == null) {
                item("held.last", holding.epoch(), called(holding.owner()), from, holding.message());
            } else {
                item("held", holding.epoch(), called(holding.owner()), from, words.at(holding.until()));
            }
        }
        lines.add("");
    }

    private void messages() {
        for (Recorded message : proof.messages()) {
            TimeStamp stamp = proof.stamps().get(message.entry().batch());
            String what = words.type(message.type());
            String at = words.at(message.at());
            if (stamp == null) {
                item("message.unanchored", message.sequence(), what, called(message.from()), at);
            } else {
                item(
                        "message",
                        message.sequence(),
                        what,
                        called(message.from()),
                        at,
                        words.at(stamp.at()),
                        stamp.signer());
            }
            Hidden hidden = message.hidden();
            if (hidden.all() > 0) {
                item("message.hidden", message.sequence(), hidden.all(), hidden.disclosed(), hidden.withheld());
            }
        }
    }

    private void hubsWord() {
        lines.add("");
        say("word");
        item("word.times");
        item("word.keys");
        for (Recorded message : proof.messages()) {
            if (message.original() != null) {
                item("word.original", message.sequence(), called(message.from()));
            }
        }
        for (EvidenceFile.Withheld withheld : proof.file().withheld()) {
            item("word.withheld", withheld.sequence());
        }
        for (EvidenceFile.Receipt receipt : proof.file().receipts()) {
            String level = level(receipt);
            if (level != null) {
                long sequence = proof.messages().stream()
                        .filter(message -> message.id().equals(receipt.message()))
                        .mapToLong(Recorded::sequence)
                        .findFirst()
                        .orElse(0);
                item("word.receipt", called(receipt.by()), sequence, level);
            }
        }
    }

    private @Nullable String level(EvidenceFile.Receipt receipt) {
        if (receipt.refusal() != null) {
            return words.say("receipt.refused", receipt.refusal());
        }
        if (receipt.seen() != null) {
            return words.say("receipt.seen", words.at(receipt.seen()));
        }
        if (receipt.applied() != null) {
            return words.say("receipt.applied", words.at(receipt.applied()));
        }
        return receipt.stored() == null ? null : words.say("receipt.stored", words.at(receipt.stored()));
    }

    private void notProven() {
        lines.add("");
        say("not");
        for (KeyRing.Held key : proof.keys().all()) {
            boolean isHub = key.listed().member().equals(KeyRing.HUB);
            if (!isHub || !proof.hubKnown()) {
                item(
                        isHub ? "not.hub" : "not.key",
                        called(key.listed().member()),
                        key.jwk().id());
            }
        }
        if (!proof.authorityKnown()) {
            authorities().forEach(authority -> item("not.authority", authority));
        }
        if (!proof.stamps().isEmpty()) {
            item("not.revocation");
        }
        String unanchored = proof.messages().stream()
                .filter(message -> !proof.stamps().containsKey(message.entry().batch()))
                .map(message -> String.valueOf(message.sequence()))
                .collect(Collectors.joining(", "));
        if (!unanchored.isEmpty()) {
            item("not.anchored", unanchored);
        }
        item("not.after", words.at(proof.file().at()));
        item("not.true");
    }

    private Set<String> authorities() {
        Set<String> authorities = new TreeSet<>();
        for (TimeStamp stamp : proof.stamps().values()) {
            authorities.add(stamp.authority().getSubjectX500Principal().getName() + ", SHA-256 "
                    + fingerprint(stamp.authority()));
        }
        return authorities;
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(Octets.sha256(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    private String called(String member) {
        return member.equals(KeyRing.HUB) ? words.say("hub") : proof.keys().called(member);
    }

    private void say(String key, Object... details) {
        lines.add(words.say(key, details));
    }

    private void item(String key, Object... details) {
        lines.add("  - " + words.say(key, details));
    }
}
