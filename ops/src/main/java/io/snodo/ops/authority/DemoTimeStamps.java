package io.snodo.ops.authority;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** The demonstration's time-stamping authority (RFC 3161): it shows how anchors come about, and vouches for nothing. */
public final class DemoTimeStamps implements AutoCloseable {
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2");
    private static final int LARGEST_QUESTION = 4096;

    private final Path keys;
    private final Clock clock;
    private final HttpServer server;
    private final SecureRandom random = new SecureRandom();

    /** {@code folder} is a {@link DemoAuthority}'s; its keys are read when the first question comes. */
    public DemoTimeStamps(Path folder, Clock clock) {
        this.keys = folder.resolve(DemoAuthority.TIME_STAMPS);
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
        } catch (IOException e) {
            throw new UncheckedIOException("no port left for the demonstration's time-stamps", e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer = stamp(new TimeStampRequest(exchange.getRequestBody().readNBytes(LARGEST_QUESTION)));
            exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (GeneralSecurityException | OperatorCreationException | TSPException e) {
            throw new IOException("no time-stamp", e); // the connection breaks off, and the hub asks again
        }
    }

    private byte[] stamp(TimeStampRequest request)
            throws IOException, GeneralSecurityException, OperatorCreationException, TSPException {
        X509Certificate certificate = Pem.certificate(keys.resolve("stamp.pem"));
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder()
                        .build("SHA256withECDSA", Pem.key(keys.resolve("stamp.key")), certificate),
                new JcaDigestCalculatorProviderBuilder()
                        .build()
                        .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                POLICY);
        tokens.addCertificates(new JcaCertStore(List.of(certificate)));
        return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                .generate(request, new BigInteger(120, random).setBit(120), Date.from(clock.instant()))
                .getEncoded();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
