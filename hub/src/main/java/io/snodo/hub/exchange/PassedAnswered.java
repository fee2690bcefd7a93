package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import java.util.UUID;

/** Another hub has answered what a member has said about a ticket of its; published as an application event. */
public record PassedAnswered(MemberCode sender, UUID message, Decision decision) {}
