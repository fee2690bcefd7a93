package io.snodo.ops.evidence;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code ops/evidence verify}: 0 and what the file proves, 1 and its first flaw, 2 for a call that cannot be. */
public final class Verify {
    private static final long LARGEST = 512L * 1024 * 1024;

    private Verify() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(args), out));
    }

    static int run(List<String> args, PrintStream out) {
        Path file = null;
        List<X509Certificate> hub = new ArrayList<>();
        X509Certificate authority = null;
        Locale language = Words.usual();
        byte[] bytes;
        try {
            Iterator<String> rest = args.iterator();
            while (rest.hasNext()) {
                String argument = rest.next();
                switch (argument) {
                    case "--hub" -> hub.add(certificate(value(argument, rest)));
                    case "--authority" -> authority = certificate(value(argument, rest));
                    case "--lang" -> language = language(value(argument, rest));
                    default -> file = only(file, argument);
                }
            }
            bytes = bytes(file);
        } catch (Unusable e) {
            out.println("ops/evidence verify: " + e.getMessage() + "; see ops/evidence --help");
            return 2;
        }
        return verify(bytes, new Verifier(hub, authority), language, out);
    }

    private static int verify(byte[] bytes, Verifier verifier, Locale language, PrintStream out) {
        try {
            out.print(Report.of(verifier.verify(bytes), language));
            return 0;
        } catch (Flaw flaw) {
            out.print(Report.of(flaw, language));
            return 1;
        }
    }

    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String why) {
            super(why);
        }
    }

    private static String value(String option, Iterator<String> rest) throws Unusable {
        if (!rest.hasNext()) {
            throw new Unusable(option + " wants a value");
        }
        return rest.next();
    }

    private static Path only(@Nullable Path file, String argument) throws Unusable {
        if (argument.startsWith("-")) {
            throw new Unusable("there is no option " + argument);
        }
        if (file != null) {
            throw new Unusable("one file at a time, not also " + argument);
        }
        return Path.of(argument);
    }

    private static Locale language(String code) throws Unusable {
        return switch (code) {
            case "it" -> Locale.ITALIAN;
            case "en" -> Locale.ENGLISH;
            default -> throw new Unusable("--lang is it or en, not " + code);
        };
    }

    private static X509Certificate certificate(String file) throws Unusable {
        try {
            return KeyRing.certificate(Files.readAllBytes(Path.of(file)));
        } catch (IOException | GeneralSecurityException e) {
            throw new Unusable(file + " is no certificate in PEM or DER");
        }
    }

    private static byte[] bytes(@Nullable Path file) throws Unusable {
        try {
            if (file == null) {
                throw new Unusable("which file?");
            }
            if (Files.size(file) > LARGEST) {
                throw new Unusable(file + " is larger than the evidence of any ticket");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Unusable(file + " cannot be read");
        }
    }
}
