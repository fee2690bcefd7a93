package io.snodo.messages.body;

/** What can be said about one ticket. */
public sealed interface TicketBody extends Body
        permits TicketOpen,
                TicketUpdate,
                NoteAdd,
                StatusSet,
                InfoRequest,
                InfoAnswer,
                HandoverOffer,
                HandoverAccept,
                HandoverReject,
                HandoverWithdraw,
                HandoverExpire,
                TaskRequest,
                TaskAccept,
                TaskDecline,
                TaskDone,
                TaskWithdraw,
                TaskExpire,
                ShareGrant,
                ShareRevoke,
                TicketResolve,
                TicketConfirm,
                TicketReopen,
                TicketClose,
                TicketCancel,
                RatingAdd {}
