package io.snodo.spoke.link.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private static final List<Integer> MANY = IntStream.range(0, 40).boxed().toList();

    @Test
    void callsForEachOnceSomeAtOnceAndNeverMore() throws Exception {
        CyclicBarrier all = new CyclicBarrier(Together.AT_ONCE); // nobody passes alone
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        Set<Integer> called = ConcurrentHashMap.newKeySet();

        Together.each(MANY, each -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            await(all);
            now.decrementAndGet();
            calls.incrementAndGet();
            called.add(each);
        });

        assertThat(called).containsExactlyInAnyOrderElementsOf(MANY);
        assertThat(calls).hasValue(MANY.size());
        assertThat(most).hasValueLessThanOrEqualTo(Together.AT_ONCE);
    }

    private static void await(CyclicBarrier all) {
        try {
            all.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("they do not call at once", e);
        }
    }

    @Test
    void beginsNoOtherAfterOneHasFailedAndSaysWhy() {
        AtomicInteger calls = new AtomicInteger();

        assertThatExceptionOfType(HubBusy.class)
                .isThrownBy(() -> Together.each(MANY, _ -> {
                    calls.incrementAndGet();
                    throw new HubBusy("429 rate_limited", Duration.ofSeconds(1));
                }));

        assertThat(calls).hasValueLessThanOrEqualTo(Together.AT_ONCE);
    }

    @Test
    void whatIsOursToMendIsThrownAsItIs() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Together.each(List.of(1), _ -> {
                    throw new IllegalStateException("ours");
                }));
    }

    @Test
    void nothingIsCalledForNothing() throws Exception {
        Together.each(List.of(), _ -> {
            throw new IllegalStateException("called");
        });
    }
}
