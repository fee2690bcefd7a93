package io.snodo.ops.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Processor time of this process and of the PostgreSQL that it has started: steadier than rates are. */
record ProcessorTime(Duration here, Duration database) {

    /** {@code data} is where the database is; its server is no child of ours, for it is to survive us. */
    static ProcessorTime now(Path data) {
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new ProcessorTime(
                Duration.ofNanos(system.getProcessCpuTime()),
                ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(data.toString()))
                        .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                        .distinct()
                        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                        .reduce(Duration.ZERO, Duration::plus));
    }

    ProcessorTime since(ProcessorTime before) {
        return new ProcessorTime(here.minus(before.here), database.minus(before.database));
    }
}
