package io.snodo.hub.doors.modi;

import io.snodo.hub.attachments.BringContent;
import io.snodo.hub.attachments.ChunkPlaces;
import io.snodo.hub.doors.LimitedBody;
import io.snodo.hub.doors.Upload;
import io.snodo.hub.doors.rest.AttachmentsResource;
import io.snodo.hub.doors.rest.CorrelationFilter;
import io.snodo.hub.doors.rest.FailureMapper;
import io.snodo.hub.doors.rest.RefusalMapper;
import io.snodo.hub.doors.rest.StatusResource;
import io.snodo.hub.modi.CallTokens;
import io.snodo.hub.modi.HubTokens;
import io.snodo.messages.Json;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.jakarta.rs.json.JacksonJsonProvider;

/** The binding's servlet, where the bindings are served at all. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("snodo.bindings.port")
class ModiParts {
    static final String ROOT = "/rest/staffetta/v1";

    @Bean(destroyMethod = "shutdown")
    Bus modiBus() {
        return new CXFBusFactory().createBus();
    }

    @Bean
    ServletRegistrationBean<CXFNonSpringServlet> modiServlet(Bus modiBus) {
        CXFNonSpringServlet servlet = new CXFNonSpringServlet();
        servlet.setBus(modiBus);
        ServletRegistrationBean<CXFNonSpringServlet> registration = new ServletRegistrationBean<>(servlet, ROOT + "/*");
        registration.setName("modi");
        registration.setLoadOnStartup(1);
        registration.addInitParameter("hide-service-list-page", "true");
        return registration;
    }

    /** Before it answers, CXF reads what is left of a body to its end; what asks has none that anybody reads. */
    @Bean
    FilterRegistrationBean<Filter> modiBodies() {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
            HttpServletRequest call = (HttpServletRequest) request;
            boolean brings = "POST".equals(call.getMethod()) && !TokenFilter.isOpen(call);
            chain.doFilter(
                    Upload.isOne(call)
                            ? call // is bounded where it is read
                            : new LimitedBody(call, brings ? WholeBody.most(call) : LimitedBody.NOTHING),
                    response);
        });
        registration.addUrlPatterns(ROOT + "/*");
        registration.setOrder(0); // after security, before the tokens
        return registration;
    }

    /** After the security filters, which say whose certificate the connection has. */
    @Bean
    FilterRegistrationBean<TokenFilter> modiTokens(
            ObjectProvider<CallTokens> tokens,
            HubTokens own,
            ObjectProvider<BringContent> bring,
            ObjectProvider<ChunkPlaces> places,
            Clock clock) {
        FilterRegistrationBean<TokenFilter> registration = new FilterRegistrationBean<>(new TokenFilter(
                tokens::getObject,
                new SignedAnswers(own),
                clock,
                () -> new TokenFilter.Chunks(
                        places.getObject(), bring.getObject().most())));
        registration.addUrlPatterns(ROOT + "/*");
        return registration;
    }

    @Bean(destroyMethod = "destroy")
    Server modi(
            Bus modiBus,
            StatusResource status,
            BindingDescription description,
            SubmissionsResource submissions,
            MailboxResource mailbox,
            AttachmentsResource attachments,
            HubsResource hubs,
            HubTokens own) {
        JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
        factory.setBus(modiBus);
        factory.setAddress("/");
        factory.setServiceBeans(List.of(status, description, submissions, mailbox, attachments, hubs));
        factory.setProviders(List.of(
                new JacksonJsonProvider(Json.MAPPER),
                new RefusalMapper(),
                new FailureMapper(),
                new CorrelationFilter(),
                new SignedContents(own)));
        return factory.create();
    }
}
