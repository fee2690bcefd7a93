package io.snodo.spoke.link;

import io.snodo.messages.Message;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** An addressee for tickets that remembers what it was told, and answers as the test wants. */
public final class Remembering implements Addressee {
    public final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
    public final List<Record> recorded = Collections.synchronizedList(new ArrayList<>());
    public final List<UUID> refused = Collections.synchronizedList(new ArrayList<>());
    public volatile boolean failsWhenRecorded;
    public volatile Function<String, Answer> answer = _ -> new Answer.Taken();

    @Override
    public Subject subject() {
        return Subject.TICKET;
    }

    @Override
    public Answer deliver(Message message, Record record) {
        String text = message.content() instanceof NoteAdd note ? note.text() : message.type();
        Answer given = answer.apply(text);
        if (given instanceof Answer.Taken) {
            delivered.add(text);
        }
        return given;
    }

    @Override
    public void recorded(Message own, Record record) {
        if (failsWhenRecorded) {
            throw new IllegalStateException("a defect of the addressee's");
        }
        recorded.add(record);
    }

    @Override
    public void refused(Message own, Problem problem) {
        refused.add(own.id());
    }
}
