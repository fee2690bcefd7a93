package io.snodo.hub.overflow;

import io.snodo.messages.MemberCode;

/** By agreement {@code helper} lends {@code busy} its operators for contacts that need {@code skill}. */
record Loan(MemberCode helper, MemberCode busy, String skill) {}
