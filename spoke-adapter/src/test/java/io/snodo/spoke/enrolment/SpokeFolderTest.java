package io.snodo.spoke.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.enrolment.Enrolled;
import io.snodo.messages.enrolment.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpokeFolderTest {
    private static final MemberCode MEMBER = new MemberCode("c_f205");

    @TempDir
    private Path root;

    @Test
    void anotherInvitationIsAnsweredWithOtherKeysAndTheOldEncryptionKeyStillReads() throws IOException {
        SpokeFolder folder = new SpokeFolder(root);
        folder.begin(MEMBER);
        KeyPair before = join(folder, UUID.randomUUID());
        UUID second = UUID.randomUUID();

        KeyPair offered = offer(folder.offered(second));
        assertThat(offered.getPublic()).isNotEqualTo(before.getPublic());
        assertThat(folder.keys().pair(Purpose.ENCRYPTION).getPublic())
                .as("in use until the hub has answered")
                .isEqualTo(before.getPublic());
        assertThat(offer(folder.offered(second)).getPublic()).isEqualTo(offered.getPublic());

        assertThat(join(folder, second).getPublic()).isEqualTo(offered.getPublic());
        assertThat(folder.keys().pair(Purpose.ENCRYPTION).getPublic()).isEqualTo(offered.getPublic());
        assertThat(offer(folder.offered(second)).getPublic()).isEqualTo(offered.getPublic());
        Path old = folder.keys().folder().resolve("before-" + second);
        assertThat(new KeyFiles(old).pair(Purpose.ENCRYPTION).getPublic()).isEqualTo(before.getPublic());
        assertThat(folder.settings())
                .content()
                .contains(old.resolve("encryption.key").toString());
    }

    @Test
    void whoVouchesForTheHubIsLearntAnew() throws IOException {
        Files.writeString(root.resolve("authorities.pem"), "old");
        Files.writeString(root.resolve("hub-seal-0.pem"), "old");
        SpokeFolder.trust(root, answered());
        assertThat(root.resolve("authorities.pem")).content().contains("YXV0aA==");
        assertThat(root.resolve("hub-seal-0.pem")).content().contains("c2VhbA==");
    }

    private static KeyPair join(SpokeFolder folder, UUID invitation) throws IOException {
        KeyFiles offered = folder.offered(invitation);
        KeyPair pair = offer(offered);
        folder.enrolled(invitation, offered, answered());
        folder.settle(answered(), 8101);
        return pair;
    }

    private static KeyPair offer(KeyFiles files) throws IOException {
        for (Purpose purpose : List.of(Purpose.LINK, Purpose.SEAL)) {
            files.pair(purpose);
        }
        return files.pair(Purpose.ENCRYPTION);
    }

    private static Enrolled answered() {
        return new Enrolled(
                MEMBER,
                "Comune di Milano",
                "F205",
                new Enrolled.Binding("amqp", null),
                Stream.of(Purpose.LINK, Purpose.SEAL, Purpose.ENCRYPTION)
                        .collect(Collectors.toMap(
                                purpose -> purpose,
                                _ -> new Enrolled.Given(List.of("Y2VydA=="), Instant.EPOCH, Instant.MAX))),
                List.of("YXV0aA=="),
                new Enrolled.Hub(
                        List.of("c2VhbA=="),
                        "amqps://hub",
                        null,
                        null,
                        "hub",
                        "https://hub/api/v1",
                        "https://hub/track"),
                Json.MAPPER.valueToTree(Map.of()),
                Json.MAPPER.valueToTree(Map.of("categories", List.of(), "channels", List.of())));
    }
}
