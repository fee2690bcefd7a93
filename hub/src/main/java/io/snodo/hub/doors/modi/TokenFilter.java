package io.snodo.hub.doors.modi;

import io.snodo.hub.attachments.ChunkPlaces;
import io.snodo.hub.doors.Upload;
import io.snodo.hub.identity.Problems;
import io.snodo.hub.modi.Call;
import io.snodo.hub.modi.CallTokens;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a call pass whose tokens are the connected member's, or answers why not; signs what is answered. What a call
 * brings is read after its first token has been found good, and never more of it than a message can have.
 */
final class TokenFilter extends OncePerRequestFilter {
    /** The request's attribute with the audit token, as it came. */
    static final String AUDIT = TokenFilter.class.getName() + ".audit";

    private static final Logger LOG = LoggerFactory.getLogger(TokenFilter.class);
    private static final Set<String> OPEN = Set.of(ModiParts.ROOT + "/status", ModiParts.ROOT + "/openapi.yaml");
    private static final Set<String> ASKING = Set.of("GET", "HEAD", "OPTIONS");

    private final Supplier<CallTokens> callTokens;
    private final SignedAnswers answers;
    private final WholeBody body;
    private final SpooledPart part;
    private final Supplier<Chunks> chunks;

    /** Where chunks lie until their signature is known to be right, and how large one may be. */
    record Chunks(ChunkPlaces places, long most) {}

    /** {@code callTokens} and {@code chunks} are asked for with the first call: filters are made before what they ask. */
    TokenFilter(Supplier<CallTokens> callTokens, SignedAnswers answers, Clock clock, Supplier<Chunks> chunks) {
        this.callTokens = callTokens;
        this.answers = answers;
        this.body = new WholeBody(clock);
        this.part = new SpooledPart(clock);
        this.chunks = chunks;
    }

    /** Whether nobody is asked for a token there. */
    static boolean isOpen(HttpServletRequest request) {
        return OPEN.contains(request.getRequestURI());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return isOpen(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        MemberCode member = new MemberCode(request.getUserPrincipal().getName());
        Call call = name -> joined(request, name);
        CallTokens tokens = callTokens.get();
        if (asks(request)) {
            switch (tokens.verify(call, member)) {
                case CallTokens.Verdict.Refused(Refusal refusal) -> refuse(request, response, refusal);
                case CallTokens.Verdict.Passes _ -> {
                    if (Upload.isFetch(request)) {
                        chain.doFilter(request, response); // is signed as it goes, and never kept
                    } else {
                        answers.signing(member, null, request, response, chain);
                    }
                }
            }
            return;
        }
        switch (tokens.open(call, member)) {
            case CallTokens.Opening.Refused(Refusal refusal) -> refuse(request, response, refusal);
            case CallTokens.Opening.Open opened -> {
                if (Upload.isOne(request)) {
                    spool(opened, request, response, chain, call);
                } else {
                    take(opened, request, response, chain, call);
                }
            }
        }
    }

    private void take(
            CallTokens.Opening.Open opened,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Call call)
            throws ServletException, IOException {
        MemberCode member = new MemberCode(request.getUserPrincipal().getName());
        switch (body.read(request)) {
            case WholeBody.Read.Refused(Refusal refusal) -> refuse(request, response, refusal);
            case WholeBody.Read.Bytes(byte[] bytes) -> {
                switch (callTokens.get().verify(opened, call, member, bytes)) {
                    case CallTokens.Verdict.Refused(Refusal refusal) -> refuse(request, response, refusal);
                    case CallTokens.Verdict.Passes(String audit) -> {
                        request.setAttribute(AUDIT, audit);
                        answers.signing(
                                member,
                                request.getHeader("Digest"),
                                new WholeBody.Reread(request, bytes),
                                response,
                                chain);
                    }
                }
            }
        }
    }

    /** What drops an upload brings nothing that could be signed. */
    private static boolean asks(HttpServletRequest request) {
        return ASKING.contains(request.getMethod()) || "DELETE".equals(request.getMethod()) && Upload.isAbout(request);
    }

    private void spool(
            CallTokens.Opening.Open opened,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Call call)
            throws ServletException, IOException {
        switch (chunks.get()
                .places()
                .take(new MemberCode(request.getUserPrincipal().getName()))) {
            case ChunkPlaces.Answer.Refused(Refusal refusal) -> refuse(request, response, refusal);
            case ChunkPlaces.Answer.Given place -> {
                try (place) {
                    bring(opened, request, response, chain, call, place.file());
                }
            }
        }
    }

    private void bring(
            CallTokens.Opening.Open opened,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Call call,
            Path file)
            throws ServletException, IOException {
        MemberCode member = new MemberCode(request.getUserPrincipal().getName());
        switch (part.read(request, file, chunks.get().most())) {
            case SpooledPart.Read.Refused(Refusal refusal) -> refuse(request, response, refusal);
            case SpooledPart.Read.Kept(byte[] digest) -> {
                try (InputStream in = Files.newInputStream(file)) {
                    switch (callTokens.get().verifyPart(opened, call, member, digest)) {
                        case CallTokens.Verdict.Refused(Refusal refusal) -> refuse(request, response, refusal);
                        case CallTokens.Verdict.Passes _ -> {
                            Upload.passBeside(request, in);
                            WholeBody.Reread empty = new WholeBody.Reread(request, new byte[0]);
                            answers.signing(member, request.getHeader("Digest"), empty, response, chain);
                        }
                    }
                }
            }
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        LOG.info(
                "call refused binding=rest refusal={} correlation={}",
                refusal.code().wire(),
                Problems.correlation(request));
        Problems.write(request, response, refusal);
    }

    /** A header that came in parts counts as one, as it does for who signed it (RFC 9110, 5.3). */
    private static Optional<String> joined(HttpServletRequest request, String name) {
        ArrayList<String> values = Collections.list(request.getHeaders(name.toLowerCase(Locale.ROOT)));
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }
}
