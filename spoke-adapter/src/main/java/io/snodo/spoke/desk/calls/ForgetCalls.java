package io.snodo.spoke.desk.calls;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Deletes what was told of calls that are long over (ST-687). */
@Component
class ForgetCalls {
    private final Calls calls;

    ForgetCalls(Calls calls) {
        this.calls = calls;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT5M")
    @Transactional
    void forget() {
        calls.dropOld();
    }
}
