package io.snodo.ops.demo;

/** What somebody who has just started the demonstration wants to know: where to look, and as whom. */
final class Welcome {
    private Welcome() {}

    static Table table(Ports ports) {
        Table table = new Table("what", "address", "login", "password", "by");
        for (DemoMember member : DemoMember.values()) {
            table.row(
                    "Desk of " + member.title(),
                    "http://127.0.0.1:" + ports.of(member) + "/",
                    Logins.OPERATOR.username() + " or " + Logins.VALIDATOR.username(),
                    Logins.PASSWORD,
                    member.binding());
        }
        String hub = "http://127.0.0.1:" + ports.hub();
        return table.row("Citizens", hub + "/track", "a ticket's number", "and its code", "")
                .row("Hub console", hub + "/console", Logins.HUB_OPERATOR.username(), Logins.PASSWORD, "")
                .row("API", hub + "/api/v1/status", "a token by a member's seal key", "", "");
    }
}
