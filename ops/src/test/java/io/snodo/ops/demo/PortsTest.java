package io.snodo.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void namesAPortInUseAndSaysWhatToDo() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(other.getLocalPort(), 1, 2, 3);

            assertThat(ports.taken()).containsEntry("hub", other.getLocalPort());
            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining(other.getLocalPort() + " (hub)")
                    .hasMessageContaining("--port-base");
        }
    }

    @Test
    void looksFurtherForEightFreePortsWhenOneIsTaken() throws IOException {
        Ports some = Ports.free(30_000);
        try (ServerSocket other = new ServerSocket(some.of(DemoMember.BRESCIA), 1, InetAddress.getLoopbackAddress())) {
            Ports others = Ports.free(some.hub());

            assertThat(others.hub()).isGreaterThan(other.getLocalPort());
            assertThat(others.taken()).isEmpty();
        }
    }

    @Test
    void putsTheMembersOnPortsOfTheirOwn() {
        assertThat(Ports.USUAL.of(DemoMember.VENEZIA)).isEqualTo(8101);
        assertThat(Ports.USUAL.of(DemoMember.REGGIO_CALABRIA)).isEqualTo(8104);
    }
}
