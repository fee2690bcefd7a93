package io.snodo.ops.attack.interfaces;

/** A way in, as the table of attempts names it. */
public enum Door {
    JSON_API("JSON API"),
    REST("REST binding"),
    SOAP("SOAP binding"),
    AMQP("AMQP"),
    CONSOLE("console"),
    CITIZENS("citizens' pages"),
    DESK("desk"),
    CALLBACK("member's endpoint"),
    FILES("files"),
    DATABASE("database");

    private final String title;

    Door(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
