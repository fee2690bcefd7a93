package io.snodo.hub.embedded;

/**
 * Where the hub's database is, embedded or external.
 *
 * @param url JDBC
 * @param owner owns the schema; only migrations use it
 * @param app what the hub works as: owns nothing, and row security holds for it
 */
public record DatabaseCoordinates(String url, Login owner, Login app) {
    /** A database role and its password. */
    public record Login(String username, String password) {
        @Override
        public String toString() {
            return username; // the password must not reach a log by way of a record
        }
    }
}
