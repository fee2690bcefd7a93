package io.snodo.messages.body;

/** What a message says; which record it is decides the message's type. */
public sealed interface Body
        permits TicketBody,
                FaqPublish,
                FaqReview,
                FaqWithdraw,
                QueueState,
                OverflowStart,
                OverflowStop,
                CallTransfer,
                AgreementAccept,
                AgreementWithdraw,
                MemberHello,
                Registry,
                RegistryChanges,
                Receipt {}
