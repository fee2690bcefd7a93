package io.snodo.spoke.desk.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** What goes wrong is told on a page like the others, with the way on and in the reader's language. */
@Controller
class ErrorPages implements ErrorController {
    @RequestMapping("/error")
    String error(HttpServletRequest request, Model model) {
        int status = (Integer) Objects.requireNonNullElse(
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE), HttpStatus.NOT_FOUND.value());
        model.addAttribute("status", status);
        return "error";
    }
}
