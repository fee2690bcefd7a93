package io.snodo.hub.pages;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** After a form has been sent the browser is told to look elsewhere with 303, so that reloading sends nothing twice. */
@Configuration(proxyBeanMethods = false)
class PageViews {
    @Autowired
    void seeOther(ThymeleafViewResolver views) {
        views.setRedirectHttp10Compatible(false);
    }
}
