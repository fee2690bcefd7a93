package io.snodo.spoke.load;

/** What there is to do at this office and who is free to do it; the local system knows. Asked every second. */
public interface Workload {
    /** Contacts that wait for an operator. */
    int waiting();

    /** Operators at their seat with nothing in hand. */
    int operatorsFree();
}
