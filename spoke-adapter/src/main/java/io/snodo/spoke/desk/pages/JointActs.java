package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Asked;
import io.snodo.messages.body.TaskAccept;
import io.snodo.messages.body.TaskDecline;
import io.snodo.messages.body.TaskDone;
import io.snodo.spoke.desk.AnswerQuestion;
import io.snodo.spoke.desk.AskForTask;
import io.snodo.spoke.desk.AskQuestion;
import io.snodo.spoke.desk.DoTask;
import io.snodo.spoke.desk.ReferTicket;
import io.snodo.spoke.desk.Reply;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The forms of a ticket's page by which members work on it together. */
@Controller
@RequestMapping("/tickets/{number}")
class JointActs {
    private static final int REASON = 500;
    private static final int QUESTION = 2000;
    private static final int TEXT = 4000;

    private final AskQuestion askQuestion;
    private final AnswerQuestion answerQuestion;
    private final AskForTask askForTask;
    private final DoTask doTask;
    private final ReferTicket referTicket;
    private final Clock clock;

    JointActs(
            AskQuestion askQuestion,
            AnswerQuestion answerQuestion,
            AskForTask askForTask,
            DoTask doTask,
            ReferTicket referTicket,
            Clock clock) {
        this.askQuestion = askQuestion;
        this.answerQuestion = answerQuestion;
        this.askForTask = askForTask;
        this.doTask = doTask;
        this.referTicket = referTicket;
        this.clock = clock;
    }

    @PostMapping("/question")
    View ask(
            @PathVariable String number,
            @RequestParam Asked of,
            @RequestParam String text,
            Principal operator,
            RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        String question = Typed.text(text, QUESTION);
        return question.isEmpty()
                ? TicketActs.missing(ticket, flash)
                : TicketActs.back(ticket, askQuestion.ask(ticket, operator.getName(), of, question), flash);
    }

    @PostMapping("/question/answer")
    View answer(@PathVariable String number, @RequestParam String text, Principal operator, RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        String answer = Typed.text(text, TEXT);
        return answer.isEmpty()
                ? TicketActs.missing(ticket, flash)
                : TicketActs.back(ticket, answerQuestion.answer(ticket, operator.getName(), answer), flash);
    }

    @PostMapping("/tasks")
    View task(
            @PathVariable String number,
            @RequestParam MemberCode of,
            @RequestParam String text,
            @RequestParam long days,
            Principal operator,
            RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        String wanted = Typed.text(text, QUESTION);
        return wanted.isEmpty()
                ? TicketActs.missing(ticket, flash)
                : TicketActs.back(
                        ticket,
                        askForTask.ask(
                                ticket,
                                operator.getName(),
                                of,
                                wanted,
                                clock.instant().plus(Duration.ofDays(Math.clamp(days, 1, 90)))),
                        flash);
    }

    /** {@code how} is accept, decline or done; the last two say something about it. */
    @PostMapping("/tasks/{task}")
    View task(
            @PathVariable String number,
            @PathVariable UUID task,
            @RequestParam String how,
            @RequestParam(defaultValue = "") String text,
            Principal operator,
            RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        String said = Typed.text(text, how.equals("decline") ? REASON : TEXT);
        if (said.isEmpty() && !how.equals("accept")) {
            return TicketActs.missing(ticket, flash);
        }
        Reply<UUID> reply = doTask.say(
                ticket,
                operator.getName(),
                switch (how) {
                    case "accept" -> new TaskAccept(task);
                    case "decline" -> new TaskDecline(task, said);
                    default -> new TaskDone(task, said);
                });
        return TicketActs.back(ticket, reply, flash);
    }

    @PostMapping("/referral")
    View refer(@PathVariable String number, @RequestParam String reason, Principal operator, RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        String why = Typed.text(reason, REASON);
        return why.isEmpty()
                ? TicketActs.missing(ticket, flash)
                : TicketActs.back(ticket, referTicket.refer(ticket, operator.getName(), why), flash);
    }
}
