package io.snodo.ops.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ops/snodo verify-export}: 0 if an export is whole and the hub's, 1 and the first flaw, 2 for what cannot be read. */
public final class VerifyExport {
    private VerifyExport() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    static int run(List<String> args, PrintStream out) {
        List<X509Certificate> hub = new ArrayList<>();
        @Nullable Path file = null;
        try {
            Iterator<String> rest = args.iterator();
            while (rest.hasNext()) {
                String argument = rest.next();
                if (argument.equals("--hub") && rest.hasNext()) {
                    hub.add(KeyRing.certificate(Files.readAllBytes(Path.of(rest.next()))));
                } else if (argument.startsWith("-") || file != null) {
                    return unusable(out, "what is " + argument + "?");
                } else {
                    file = Path.of(argument);
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            return unusable(out, "that is no certificate in PEM or DER");
        }
        return file == null ? unusable(out, "which file?") : verified(file, hub, out);
    }

    private static int verified(Path file, List<X509Certificate> hub, PrintStream out) {
        try (ExportZip zip = ExportZip.open(file)) {
            ExportZip.Found found = zip.verify(hub);
            out.println("Whole: everything of " + found.member() + " as of " + found.at() + ", " + found.files()
                    + " files, the evidence of " + found.tickets() + " tickets.");
            out.println(
                    hub.isEmpty()
                            ? "Sealed with the key that the file names as the hub's; compare it with the hub's certificate (--hub)."
                            : "Sealed by the hub whose certificate was given.");
            return 0;
        } catch (Flaw flaw) {
            out.println(
                    "Not whole (" + flaw.requirement() + " " + flaw.key() + "): " + String.join(", ", flaw.details()));
            return 1;
        } catch (IOException e) {
            return unusable(out, file + " cannot be read as an export");
        }
    }

    private static int unusable(PrintStream out, String why) {
        out.println("ops/snodo verify-export: " + why + "; see ops/snodo verify-export --help");
        return 2;
    }

    /** As many octets as a file has, and their digest; none of them kept. */
    static String sha256(InputStream in, long[] octets) throws IOException {
        java.security.MessageDigest digest;
        try {
            digest = java.security.MessageDigest.getInstance("SHA-256");
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        byte[] piece = new byte[64 * 1024];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            digest.update(piece, 0, read);
            octets[0] += read;
        }
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    }
}
