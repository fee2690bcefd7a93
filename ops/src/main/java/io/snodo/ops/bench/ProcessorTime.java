package io.snodo.ops.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time of this process, without the JVM's compilers, and of the PostgreSQL that it has started: steadier than
 * rates are. A hub runs for weeks, and compiles in its first minutes.
 */
record ProcessorTime(Duration here, Duration database) {

    /** {@code data} is where the database is; its server is no child of ours, for it is to survive us. */
    static ProcessorTime now(Path data) {
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new ProcessorTime(
                Duration.ofNanos(system.getProcessCpuTime()).minus(compilers()),
                ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(data.toString()))
                        .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                        .distinct()
                        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                        .reduce(Duration.ZERO, Duration::plus));
    }

    /** In ticks of a hundredth of a second; nothing where the system does not tell. */
    private static Duration compilers() {
        Path threads = Path.of("/proc/self/task");
        if (!Files.isDirectory(threads)) {
            return Duration.ZERO;
        }
        try (Stream<Path> all = Files.list(threads)) {
            return Duration.ofMillis(
                    10 * all.mapToLong(ProcessorTime::ticksOfCompiler).sum());
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    private static long ticksOfCompiler(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int name =
                    stat.lastIndexOf(')'); // "17 (C2 CompilerThre) S …", and user and system time are fields 14 and 15
            String[] fields = stat.substring(name + 2).split(" ");
            return stat.contains("CompilerThre") ? Long.parseLong(fields[11]) + Long.parseLong(fields[12]) : 0;
        } catch (IOException e) {
            return 0; // has ended meanwhile
        }
    }

    ProcessorTime since(ProcessorTime before) {
        return new ProcessorTime(here.minus(before.here), database.minus(before.database));
    }
}
