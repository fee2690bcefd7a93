package io.snodo.ops.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One of the two jars that the network is made of, unpacked for a quick start into a folder named by what it contains,
 * and the JVM's start cache beside it, which is of use only to the very jar, JDK and flags it was made with.
 */
final class Deployable {
    private final String name;
    private final Path jar;
    private final Path folder;
    private final List<String> flags;

    /** {@code module} is the Maven module's folder, {@code built} where unpacked jars are kept from start to start. */
    Deployable(String name, Path module, Path built, List<String> flags) {
        this.name = name;
        this.jar = bootJar(module);
        this.flags = flags;
        this.folder = built.resolve(name + "-" + fingerprint(jar, flags));
    }

    /** The beginning of the command that runs it, up to where the application's own arguments follow. */
    List<String> command(List<String> more) {
        return Stream.of(
                        List.of(java()),
                        flags,
                        more,
                        List.of("-jar", folder.resolve(jar.getFileName()).toString()))
                .flatMap(List::stream)
                .toList();
    }

    Path startCache() {
        return folder.resolve("start.aot");
    }

    /** Unpacks the jar unless that has been done. A folder half unpacked has another name. */
    void unpack() {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".part");
        try {
            new DemoFolder(unfinished).delete();
            Files.createDirectories(folder.getParent());
            Process extract = new ProcessBuilder(
                            java(),
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--destination",
                            unfinished.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolveSibling(name + "-unpack.log").toFile())
                    .start();
            if (!extract.waitFor(2, TimeUnit.MINUTES) || extract.exitValue() != 0) {
                extract.destroyForcibly();
                throw new CannotStart("cannot unpack " + jar + "; see " + folder.resolveSibling(name + "-unpack.log"));
            }
            forgetOlder();
            Files.move(unfinished, folder);
        } catch (IOException e) {
            throw new CannotStart("cannot unpack " + jar + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while unpacking " + jar, e);
        }
    }

    private void forgetOlder() throws IOException {
        List<Path> older;
        try (Stream<Path> all = Files.list(folder.getParent())) {
            older = all.filter(path -> path.getFileName().toString().matches(name + "-[0-9a-f]{12}"))
                    .toList();
        }
        for (Path path : older) {
            new DemoFolder(path).delete();
        }
    }

    private static Path bootJar(Path module) {
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(
                            () -> new CannotStart("nothing is built in " + module + "; run mvn -DskipTests package"));
        } catch (IOException e) {
            throw new CannotStart("nothing is built in " + module + "; run mvn -DskipTests package", e);
        }
    }

    private static String fingerprint(Path jar, List<String> flags) {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(jar), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            MessageDigest digest = in.getMessageDigest();
            digest.update((Runtime.version() + " " + flags).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new CannotStart("cannot read " + jar, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The JVM we run on ourselves; the script has seen to its being the right one. */
    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
