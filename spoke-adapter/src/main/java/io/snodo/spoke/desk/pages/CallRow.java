package io.snodo.spoke.desk.pages;

import io.snodo.spoke.desk.calls.CallersNames;
import io.snodo.spoke.desk.calls.ComingCall;

/**
 * A call that comes, as a page shows it.
 *
 * @param ringing whether somebody is on the line whom nobody has taken
 * @param known whether the ticket it names, if it names one, can be opened here
 */
record CallRow(ComingCall call, CallersNames.Seen caller, boolean ringing, boolean known) {}
