package io.snodo.hub.enrolment;

import io.snodo.hub.embedded.IssuingAuthority;
import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Certified;
import io.snodo.hub.members.Members;
import io.snodo.messages.Json;
import io.snodo.messages.body.Registry;
import io.snodo.messages.enrolment.Enrolled;
import io.snodo.messages.enrolment.Purpose;
import java.security.cert.CertificateEncodingException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What a spoke is told of where it has come to, with its certificates. */
@Component
public class Settled {
    private final Members members;
    private final HubAddresses addresses;
    private final IssuingAuthority authority;

    Settled(Members members, HubAddresses addresses, IssuingAuthority authority) {
        this.members = members;
        this.addresses = addresses;
        this.authority = authority;
    }

    public Enrolled of(Enrolment.Answer.Issued issued) {
        Registry.Member member = members.find(issued.member()).orElseThrow();
        JsonNode facts = Json.MAPPER.readTree(issued.facts());
        return new Enrolled(
                member.code(),
                member.name(),
                member.prefix(),
                binding(members.bindingOf(member.code())),
                given(issued.certificates()),
                addresses.vouching(),
                addresses.told(),
                facts.path("tenant"),
                facts.path("vocabulary"));
    }

    /** The newest of each purpose. */
    public Map<Purpose, Enrolled.Given> given(List<Certified> certificates) {
        Map<Purpose, Enrolled.Given> given = new TreeMap<>();
        certificates.stream()
                .sorted(Comparator.comparing(Certified::until))
                .forEach(each -> given.put(each.purpose(), given(each)));
        return given;
    }

    private Enrolled.Given given(Certified each) {
        try {
            return new Enrolled.Given(
                    List.of(
                            HubAddresses.base64(each.der()),
                            HubAddresses.base64(authority.certificate().getEncoded())),
                    each.since(),
                    each.until());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("the authority's certificate cannot be written", e);
        }
    }

    private static Enrolled.Binding binding(Binding binding) {
        return switch (binding) {
            case Binding.Amqp() -> new Enrolled.Binding("amqp", null);
            case Binding.RestPull() -> new Enrolled.Binding("rest-pull", null);
            case Binding.RestPush(var endpoint) -> new Enrolled.Binding("rest-push", endpoint.toString());
            case Binding.SoapPull() -> new Enrolled.Binding("soap-pull", null);
            case Binding.Via(var _) -> throw new IllegalStateException("enrols with its own hub");
            case Binding.SoapPush(var endpoint) -> new Enrolled.Binding("soap-push", endpoint.toString());
        };
    }
}
