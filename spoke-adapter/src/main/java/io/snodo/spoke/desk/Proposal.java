package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import java.util.UUID;

/** That a waiting contact be handed to {@code helper}, good for as long as {@code episode} of overflow lasts. */
public record Proposal(UUID episode, MemberCode helper) {}
