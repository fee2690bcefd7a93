package io.snodo.hub.doors.rest;

import io.snodo.messages.Json;
import java.util.List;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.jakarta.rs.json.JacksonJsonProvider;

/** The API's servlet and what it serves. */
@Configuration(proxyBeanMethods = false)
class ApiParts {
    static final String ROOT = "/api/v1";

    @Bean(destroyMethod = "shutdown")
    Bus apiBus() {
        return new CXFBusFactory().createBus();
    }

    @Bean
    ServletRegistrationBean<CXFNonSpringServlet> apiServlet(Bus apiBus) {
        CXFNonSpringServlet servlet = new CXFNonSpringServlet();
        servlet.setBus(apiBus);
        ServletRegistrationBean<CXFNonSpringServlet> registration = new ServletRegistrationBean<>(servlet, ROOT + "/*");
        registration.setName("api");
        registration.setLoadOnStartup(1);
        registration.addInitParameter("hide-service-list-page", "true");
        return registration;
    }

    /** After the security filters: who is nobody is told so before anything of the body is looked at. */
    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit() {
        FilterRegistrationBean<BodyLimit> registration = new FilterRegistrationBean<>(new BodyLimit());
        registration.addUrlPatterns(ROOT + "/*");
        return registration;
    }

    @Bean(destroyMethod = "destroy")
    Server api(
            Bus apiBus,
            StatusResource status,
            DescriptionResource description,
            MembersResource members,
            TicketsResource tickets,
            EvidenceResource evidence,
            MessagesResource messages,
            AttachmentsResource attachments,
            OperatorResource operator,
            OperatedMembersResource operatedMembers,
            DatabaseMovesResource databases,
            NeighboursResource neighbours,
            EnrolmentResource enrolment,
            CertificatesResource certificates,
            EnrollingResource enrolling,
            RenewalResource renewal,
            DeparturesResource departures,
            ExportResource export) {
        JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
        factory.setBus(apiBus);
        factory.setAddress("/");
        factory.setServiceBeans(List.of(
                status,
                description,
                members,
                tickets,
                evidence,
                messages,
                attachments,
                operator,
                operatedMembers,
                databases,
                neighbours,
                enrolment,
                certificates,
                enrolling,
                renewal,
                departures,
                export));
        factory.setProviders(List.of(
                new JacksonJsonProvider(Json.MAPPER),
                new RefusalMapper(),
                new FailureMapper(),
                new CorrelationFilter()));
        return factory.create();
    }
}
