package io.snodo.hub.doors.soap;

import io.snodo.envelopes.Signer;
import io.snodo.envelopes.Verifier;
import io.snodo.hub.doors.LimitedBody;
import io.snodo.hub.identity.CallRates;
import io.snodo.hub.identity.HubSignature;
import io.snodo.hub.identity.NetworkAuthority;
import io.snodo.hub.identity.SeenTokens;
import io.snodo.messages.xml.XmlLimits;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Objects;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The SOAP binding's servlet and what it serves. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty({"snodo.bindings.port", "snodo.soap.address"})
class SoapParts {
    static final String ROOT = "/soap/staffetta/v1";

    @Bean(destroyMethod = "shutdown")
    Bus soapBus() {
        return new CXFBusFactory().createBus();
    }

    @Bean
    ServletRegistrationBean<CXFNonSpringServlet> soapServlet(Bus soapBus) {
        CXFNonSpringServlet servlet = new CXFNonSpringServlet();
        servlet.setBus(soapBus);
        ServletRegistrationBean<CXFNonSpringServlet> registration =
                new ServletRegistrationBean<>(servlet, ROOT, ROOT + "/*");
        registration.setName("soap");
        registration.setLoadOnStartup(1);
        registration.addInitParameter("hide-service-list-page", "true");
        return registration;
    }

    /** Before it answers, CXF reads what is left of a body to its end. */
    @Bean
    FilterRegistrationBean<Filter> envelopeLimit() {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) ->
                chain.doFilter(new LimitedBody((HttpServletRequest) request, XmlLimits.SOAP.bytes()), response));
        registration.addUrlPatterns(ROOT, ROOT + "/*");
        return registration;
    }

    @Bean(destroyMethod = "stop")
    EndpointImpl soapEndpoint(
            Bus soapBus,
            SoapSettings settings,
            Submitting submitting,
            Asking asking,
            CallRates rates,
            NetworkAuthority authority,
            HubSignature signature,
            SeenTokens seen,
            Clock clock) {
        String address = Objects.requireNonNull(settings.address()).toString();
        EndpointImpl endpoint = new EndpointImpl(soapBus, new Staffetta(submitting, asking));
        endpoint.setWsdlLocation("classpath:/staffetta/soap/staffetta.wsdl");
        endpoint.setAddress("/");
        endpoint.setPublishedEndpointUrl(address);
        Verifier verifier = new Verifier(authority::memberOf, clock);
        endpoint.getInInterceptors().add(new Intake(address, settings.patience(), rates, verifier, seen, clock));
        SignedAnswers signed = new SignedAnswers(new Signer(signature.chain(), signature.key(), clock));
        endpoint.getOutInterceptors().add(signed);
        endpoint.getOutFaultInterceptors().add(new TypedFaults());
        endpoint.getOutFaultInterceptors().add(signed);
        endpoint.publish();
        return endpoint;
    }
}
