package io.snodo.hub.overflow;

import io.snodo.messages.body.Terms;

/**
 * How much a lender lends by an agreement, over all whom it helps; 0 is not limited.
 *
 * @param share of its free operators, in per cent
 * @param atOnce how many times it helps at the same time
 * @param aDay how many times help begins in a day of its own
 */
record Limit(int share, int atOnce, int aDay) {
    static final Limit NONE = new Limit(0, 0, 0);

    static Limit of(Terms terms) {
        Terms.Ceiling ceiling = terms.ceiling();
        return new Limit(terms.share(), ceiling == null ? 0 : ceiling.atOnce(), ceiling == null ? 0 : ceiling.aDay());
    }

    /** One operator at least may be lent, however small the share. */
    boolean admitsAnother(int operatorsFree, int helpingNow, int begunToday) {
        int lent = share == 0 ? Integer.MAX_VALUE : Math.max(1, operatorsFree * share / 100);
        return helpingNow < lent && (atOnce == 0 || helpingNow < atOnce) && (aDay == 0 || begunToday < aDay);
    }
}
