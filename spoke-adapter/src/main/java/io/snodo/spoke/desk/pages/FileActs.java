package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Audience;
import io.snodo.spoke.desk.AttachFile;
import io.snodo.spoke.desk.TicketEvent;
import io.snodo.spoke.desk.Tickets;
import io.snodo.spoke.files.FetchFile;
import io.snodo.spoke.files.LocalContents;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Files on a ticket: attached by a form that needs no script, opened by a link. */
@Controller
@RequestMapping("/tickets/{number}/files")
class FileActs {
    private static final int DESCRIPTION = 500;

    private final AttachFile attachFile;
    private final LocalContents contents;
    private final FetchFile fetchFile;
    private final Tickets tickets;

    FileActs(AttachFile attachFile, LocalContents contents, FetchFile fetchFile, Tickets tickets) {
        this.attachFile = attachFile;
        this.contents = contents;
        this.fetchFile = fetchFile;
        this.tickets = tickets;
    }

    @PostMapping
    View attach(
            @PathVariable String number,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(defaultValue = "OWNER") Audience audience,
            @RequestParam(required = false) @Nullable List<MemberCode> named,
            Principal operator,
            RedirectAttributes flash)
            throws IOException {
        TicketNumber ticket = TicketPages.number(number);
        List<MemberCode> readers = named == null ? List.of() : named;
        if (file.isEmpty() || audience == Audience.NAMED && readers.isEmpty()) {
            return TicketActs.missing(ticket, file.isEmpty() ? "file" : "file-named", flash);
        }
        String name = FileName.of(file.getOriginalFilename());
        AttachFile.About about = new AttachFile.About(
                name, type(file, name), Typed.orNull(Typed.text(description, DESCRIPTION)), audience, readers);
        try (InputStream content = file.getInputStream()) {
            return TicketActs.back(
                    ticket, attachFile.attach(ticket, operator.getName(), contents.keep(content), about), flash);
        } catch (LocalContents.NoRoom e) {
            return new SeeOther("/tickets/" + ticket + "?file=" + FetchFile.WhyNot.FULL);
        }
    }

    /** {@code by} with it, because an id is its sender's own. */
    @GetMapping("/{by}/{message}")
    ResponseEntity<Resource> open(
            @PathVariable String number,
            @PathVariable MemberCode by,
            @PathVariable UUID message,
            RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        AttachmentOffer file = tickets.timeline(ticket).events().stream()
                .filter(event -> event.by().equals(by) && event.message().equals(message))
                .map(TicketEvent::content)
                .filter(AttachmentOffer.class::isInstance)
                .map(AttachmentOffer.class::cast)
                .findAny()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return switch (fetchFile.fetch(ticket, message, file.digest(), file.size())) {
            case FetchFile.Answer.Here(Path content) -> given(file, content);
            case FetchFile.Answer.Not(FetchFile.WhyNot why) ->
                ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/tickets/" + ticket + "?file=" + why))
                        .build();
        };
    }

    private static ResponseEntity<Resource> given(AttachmentOffer file, Path content) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(FileName.of(file.name()), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new FileSystemResource(content));
    }

    /** As the browser says it, or by the name; the hub looks whether it is so. */
    private static String type(MultipartFile file, String name) {
        String said = Objects.requireNonNullElse(file.getContentType(), "").toLowerCase(Locale.ROOT);
        String plain = said.replaceFirst(";.*", "").strip();
        if (plain.matches("[a-z0-9][a-z0-9_.+-]{0,62}/[a-z0-9][a-z0-9_.+-]{0,62}")) {
            return plain;
        }
        return Objects.requireNonNullElse(URLConnection.guessContentTypeFromName(name), "application/octet-stream");
    }
}
