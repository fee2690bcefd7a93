package io.snodo.hub.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** Italian, and English beside it: as the browser asks, until somebody chooses with {@code ?lang=}. */
@Configuration(proxyBeanMethods = false)
class Languages implements WebMvcConfigurer {
    /** English as Europe writes it: the day before the month. */
    static final List<Locale> SPOKEN = List.of(Locale.ITALIAN, Locale.UK);

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("hub/messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setDefaultLocale(Locale.ITALIAN);
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    /** Over TLS the cookie stays there. */
    @Bean
    LocaleResolver localeResolver() {
        CookieLocaleResolver overTls = remembered(new CookieLocaleResolver("lang"));
        overTls.setCookieSecure(true);
        return remembered(new CookieLocaleResolver("lang") {
            @Override
            public void setLocaleContext(
                    HttpServletRequest request,
                    @Nullable HttpServletResponse response,
                    @Nullable LocaleContext chosen) {
                if (request.isSecure()) {
                    overTls.setLocaleContext(request, response, chosen);
                } else {
                    super.setLocaleContext(request, response, chosen);
                }
            }
        });
    }

    private static CookieLocaleResolver remembered(CookieLocaleResolver resolver) {
        resolver.setDefaultLocaleFunction(Languages::asTheBrowserAsks);
        resolver.setCookieMaxAge(Duration.ofDays(180));
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        // a cookie or a parameter that names no language must not break the page
        resolver.setRejectInvalidCookies(false);
        return resolver;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        LocaleChangeInterceptor choice = new LocaleChangeInterceptor() {
            @Override
            protected Locale parseLocaleValue(String value) {
                return spoken(Locale.forLanguageTag(value));
            }
        };
        choice.setParamName("lang");
        registry.addInterceptor(choice);
    }

    private static Locale asTheBrowserAsks(HttpServletRequest request) {
        return Collections.list(request.getLocales()).stream()
                .filter(wanted -> SPOKEN.stream().anyMatch(l -> l.getLanguage().equals(wanted.getLanguage())))
                .findFirst()
                .filter(_ -> request.getHeader("Accept-Language") != null) // without one the server's own would count
                .map(Languages::spoken)
                .orElse(Locale.ITALIAN);
    }

    private static Locale spoken(Locale wanted) {
        return SPOKEN.stream()
                .filter(locale -> locale.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(Locale.ITALIAN);
    }
}
