package io.snodo.hub.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snodo.hub.TestHub;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.MemberHello;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.KeyRing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

class RegistryIT {
    @Test
    void isReadFromTheFolderAndFollowsItsChangesFromStartToStart(@TempDir Path folder) throws IOException {
        try (TestHub hub = TestHub.start(folder)) {
            Members members = hub.bean(Members.class);
            Registry first = members.registry();
            assertThat(first.version()).isEqualTo(1);
            assertThat(first.members()).hasSize(4);
            assertThat(mayHandOver(members, TestHub.PARMA)).isTrue();
            assertThat(mayHandOver(members, new MemberCode("c_x999"))).isFalse();
            String key = hub.seal(TestHub.BRESCIA).verifyKey().keyId();
            assertThat(members.ownerOf(key))
                    .get()
                    .extracting(KeyRing.Held::member)
                    .isEqualTo(TestHub.BRESCIA);

            hub.close();
            hub.startAgain();
            assertThat(hub.bean(Members.class).registry()).as("nothing changed").isEqualTo(first);

            theNodeFollowsHowAMemberReceives(hub);

            hub.close();
            FileSystemUtils.deleteRecursively(hub.tenant(TestHub.REGGIO_CALABRIA));
            for (MemberCode other : List.of(TestHub.VENEZIA, TestHub.PARMA, TestHub.BRESCIA)) {
                Path file = hub.tenant(other).resolve("tenant.yaml");
                Files.writeString(file, Files.readString(file).replace(", c_h224]", "]"));
            }
            hub.startAgain();
            Members fewer = hub.bean(Members.class);
            assertThat(fewer.registry().version()).isEqualTo(4);
            assertThat(fewer.admits(TestHub.REGGIO_CALABRIA)).isFalse();
            assertThat(fewer.ownerOf(
                            hub.seal(TestHub.REGGIO_CALABRIA).verifyKey().keyId()))
                    .isEmpty();

            hub.close();
            hub.startAgain("snodo.tenants=");
            assertThat(hub.bean(Members.class).registry())
                    .as("a node without the folder")
                    .isEqualTo(fewer.registry());
            theDatabaseLetsNoTenantWriteIt(hub);
            rememberedIsWhoPresentedItself(hub);
        }
    }

    private static void theNodeFollowsHowAMemberReceives(TestHub hub) throws IOException {
        Path file = hub.tenant(TestHub.PARMA).resolve("tenant.yaml");
        String before = Files.readString(file);
        hub.close();
        Files.writeString(file, before + "binding: {kind: rest-push, endpoint: 'https://spoke.example/in'}\n");
        hub.startAgain();
        Members members = hub.bean(Members.class);
        assertThat(members.bindingOf(TestHub.PARMA))
                .isEqualTo(new Binding.RestPush(URI.create("https://spoke.example/in")));
        assertThat(members.bindingOf(TestHub.VENEZIA)).isEqualTo(Binding.AMQP);
        assertThat(Json.MAPPER.writeValueAsString(members.registry())).doesNotContain("spoke.example");
        int seen = CurrentTenant.during(
                TestHub.PARMA,
                () -> hub.bean(JdbcClient.class)
                        .sql("select count(*) from member_binding")
                        .query(Integer.class)
                        .single());
        assertThat(seen).as("no tenant sees where the hub calls").isZero();
        hub.close();
        Files.writeString(file, before);
        hub.startAgain();
        assertThat(hub.bean(Members.class).bindings()).isEmpty();
    }

    private static void theDatabaseLetsNoTenantWriteIt(TestHub hub) {
        JdbcClient database = hub.bean(JdbcClient.class);
        int changed = CurrentTenant.during(
                TestHub.VENEZIA,
                () -> database.sql("update member set name = 'mine'").update());
        assertThat(changed).isZero();
        assertThatThrownBy(() -> CurrentTenant.during(
                        TestHub.VENEZIA,
                        () -> database.sql("insert into category values ('x', 1, 'x', 'x', 1)")
                                .update()))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    private static void rememberedIsWhoPresentedItself(TestHub hub) {
        Sightings sightings = hub.bean(Sightings.class);
        MemberHello hello = new MemberHello("test/1", List.of("1.0"), 7);
        CurrentTenant.run(TestHub.VENEZIA, () -> sightings.greeted(TestHub.VENEZIA, hello, Instant.EPOCH));
        assertThat(sightings.lastHello(TestHub.VENEZIA))
                .contains(new Sightings.Hello(TestHub.VENEZIA, "test/1", 7, Instant.EPOCH));
        assertThat(sightings.lastHello(TestHub.PARMA)).isEmpty();
    }

    private static boolean mayHandOver(Members members, MemberCode to) {
        return members.agreements().mayHandOver(TestHub.VENEZIA, to, null, Instant.now());
    }
}
