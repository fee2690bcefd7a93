package io.snodo.spoke.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

class StoreTest {
    @TempDir
    Path folder;

    @Test
    void keepsWhatWasCommittedAndForgetsWhatWasRolledBack() {
        try (Store store = Store.open(folder)) {
            write(store, "kept");
            store.transaction().executeWithoutResult(status -> {
                write(store, "undone");
                status.setRollbackOnly();
            });
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.jdbc()
                            .sql("select name from serial")
                            .query(String.class)
                            .list())
                    .containsExactly("kept");
        }
    }

    @Test
    void syncsEveryCommitToTheDisk() {
        try (Store store = Store.open(folder)) {
            assertThat(pragma(store, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(store, "synchronous")).isEqualTo("2");
            assertThat(pragma(store, "foreign_keys")).isEqualTo("1");
        }
    }

    @Test
    void readsBesideAWriterWithoutWaitingForIt() {
        try (Store store = Store.open(folder)) {
            write(store, "before");
            store.transaction().executeWithoutResult(_ -> {
                write(store, "during");
                assertThat(readElsewhere(store)).isEqualTo(1);
            });
            assertThat(readElsewhere(store)).isEqualTo(2);
        }
    }

    @Test
    void refusesToWriteInAReadOnlyTransaction() {
        try (Store store = Store.open(folder)) {
            assertThatThrownBy(() -> readOnly(store).executeWithoutResult(_ -> write(store, "never")))
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void isOpenOnce() {
        try (Store _ = Store.open(folder)) {
            assertThatThrownBy(() -> Store.open(folder)).isInstanceOf(StoreInUse.class);
        }
    }

    private static int readElsewhere(Store store) {
        var answer = new FutureTask<>(() -> readOnly(store)
                .execute(_ -> store.jdbc()
                        .sql("select count(*) from serial")
                        .query(Integer.class)
                        .single()));
        Thread.ofVirtual().start(answer);
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static TransactionTemplate readOnly(Store store) {
        TransactionTemplate template = store.transaction();
        template.setReadOnly(true);
        return template;
    }

    private static String pragma(Store store, String name) {
        return store.jdbc().sql("pragma " + name).query(String.class).single();
    }

    private static void write(Store store, String name) {
        store.jdbc()
                .sql("insert into serial (name, next) values (?, 1)")
                .param(name)
                .update();
    }
}
