package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.CallMode;
import io.snodo.messages.body.Face;
import io.snodo.messages.body.Outcome;
import io.snodo.spoke.desk.FaqId;
import io.snodo.spoke.store.Place;
import java.util.Locale;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Forms speak the words of the wire: {@code not_responsible}, {@code parties}, {@code c_g337}; addresses name places in lists. */
@Configuration(proxyBeanMethods = false)
class FormValues implements WebMvcConfigurer {
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Audience.class, typed -> Audience.valueOf(typed.toUpperCase(Locale.ROOT)));
        registry.addConverter(String.class, CallMode.class, typed -> CallMode.valueOf(typed.toUpperCase(Locale.ROOT)));
        registry.addConverter(String.class, Face.class, typed -> Face.valueOf(typed.toUpperCase(Locale.ROOT)));
        registry.addConverter(String.class, Outcome.class, typed -> Outcome.valueOf(typed.toUpperCase(Locale.ROOT)));
        registry.addConverter(String.class, MemberCode.class, MemberCode::new);
        registry.addConverter(String.class, FaqId.class, FaqId::read);
        registry.addConverter(String.class, Place.class, Place::read);
    }
}
