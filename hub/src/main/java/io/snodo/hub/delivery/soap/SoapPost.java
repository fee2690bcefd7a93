package io.snodo.hub.delivery.soap;

import io.snodo.envelopes.Envelope;
import io.snodo.envelopes.Ns;
import io.snodo.envelopes.Signer;
import io.snodo.hub.delivery.Answer;
import io.snodo.hub.delivery.Parcel;
import io.snodo.hub.delivery.Post;
import io.snodo.hub.members.Binding;
import io.snodo.messages.MemberCode;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.XmlLimits;
import io.snodo.messages.xml.XmlReader;
import io.snodo.messages.xml.XmlReading;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.xml.namespace.QName;
import org.w3c.dom.NodeList;

/**
 * Calls members' endpoints with signed envelopes over mutual TLS. A call is good when it is answered 200 with the
 * operation's own answer; nothing else is, and nobody is led elsewhere by a redirect.
 */
final class SoapPost implements Post, AutoCloseable {
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final QName CORRELATION = new QName(Names.STAFFETTA, "X-Correlation-ID");

    private final HttpClient client;
    private final Signer signer;
    private final Duration patience;

    SoapPost(HttpClient client, Signer signer, Duration patience) {
        this.client = client;
        this.signer = signer;
        this.patience = patience;
    }

    @Override
    public boolean serves(Binding binding) {
        return binding instanceof Binding.SoapPush;
    }

    @Override
    public Result put(MemberCode member, URI to, Parcel parcel) {
        Letter letter = Letter.of(parcel);
        CompletableFuture<HttpResponse<Answer>> call =
                client.sendAsync(request(to, letter), _ -> Answer.bounded(LONGEST_ANSWER));
        try {
            // the client's own time-out ends with the headers; this one covers an answer that drips
            return result(call.get(patience.toMillis(), TimeUnit.MILLISECONDS), letter);
        } catch (TimeoutException e) {
            call.cancel(true);
            return new Result.Wait("endpoint_slow");
        } catch (ExecutionException e) {
            return new Result.Wait("endpoint_away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Wait("interrupted");
        }
    }

    private HttpRequest request(URI to, Letter letter) {
        return HttpRequest.newBuilder(to)
                .timeout(patience)
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("Accept", "text/xml")
                .header("SOAPAction", "\"" + Names.STAFFETTA + ":" + letter.operation() + "\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(letter.signed(to, signer)))
                .build();
    }

    /** What says that this parcel is at fault is little: whatever may be the endpoint's own fault is waited for. */
    private static Result result(HttpResponse<Answer> response, Letter letter) {
        Optional<Envelope> answer = envelope(response.body());
        return switch (response.statusCode()) {
            case 200 ->
                answer.filter(envelope -> acknowledges(envelope, letter)).isPresent()
                        ? new Result.Put()
                        : new Result.Wait("endpoint_acknowledges_wrongly");
            case 500 ->
                answer.filter(SoapPost::refusesForGood).isPresent()
                        ? new Result.AtFault("endpoint_refuses")
                        : new Result.Wait("endpoint_answers_500");
            case 413 -> new Result.AtFault("endpoint_takes_less");
            default -> new Result.Wait("endpoint_answers_" + response.statusCode());
        };
    }

    private static boolean acknowledges(Envelope answer, Letter letter) {
        return Names.STAFFETTA.equals(answer.payload().getNamespaceURI())
                && (letter.operation() + "Response").equals(answer.payload().getLocalName())
                && answer.headerText(CORRELATION)
                        .equals(Optional.of(letter.correlation().toString()));
    }

    /** A fault of the catalogue that is not retryable; any other is the endpoint's own. */
    private static boolean refusesForGood(Envelope answer) {
        NodeList retryable = answer.payload().getElementsByTagNameNS(Names.STAFFETTA, "retryable");
        return Ns.SOAP.equals(answer.payload().getNamespaceURI())
                && retryable.getLength() == 1
                && retryable.item(0).getTextContent().strip().equals("false");
    }

    private static Optional<Envelope> envelope(Answer answer) {
        return answer.whole()
                        && XmlReader.read(answer.bytes(), XmlLimits.SOAP) instanceof XmlReading.Plain(var document)
                        && Envelope.of(document) instanceof Envelope.Reading.Understood(Envelope envelope)
                ? Optional.of(envelope)
                : Optional.empty();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
