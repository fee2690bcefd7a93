package io.snodo.spoke.desk.pages;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.view.RedirectView;

/** The answer to every form: 303, so that reloading never says a thing twice. */
final class SeeOther extends RedirectView {
    SeeOther(String path) {
        super(path);
        setStatusCode(HttpStatus.SEE_OTHER);
        setExposeModelAttributes(false);
    }
}
