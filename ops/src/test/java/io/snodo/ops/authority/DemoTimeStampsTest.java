package io.snodo.ops.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTimeStampsTest {
    @Test
    void stampsUnderTheDemonstrationsAuthority(@TempDir Path folder) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(new byte[] {1});
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        TimeStampRequest request = generator.generate(TSPAlgorithms.SHA256, digest, BigInteger.TEN);
        try (DemoTimeStamps stamps = new DemoTimeStamps(folder, Clock.systemUTC());
                HttpClient http = HttpClient.newHttpClient()) {
            DemoAuthority.in(folder, Clock.systemUTC()).issueTimeStamps();

            TimeStampResponse response = new TimeStampResponse(http.send(
                            HttpRequest.newBuilder(stamps.url())
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(request.getEncoded()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body());

            response.validate(request);
            X509Certificate signer = Pem.certificate(folder.resolve("time-stamps/stamp.pem"));
            response.getTimeStampToken().validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
            signer.verify(Pem.certificate(folder.resolve("authority.pem")).getPublicKey());
            assertThat(signer.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.8");
        }
    }
}
