package io.snodo.ops.attack.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The hub's embedded database, reached past the hub.
 *
 * @param home where its server lives, with its port and its roles' passwords
 */
public record Database(Path home) {
    /** In whose name the hub works; it owns nothing. */
    static final String APPLICATION = "snodo_app";

    /** {@code data} is the hub's data folder. */
    public static Database in(Path data) {
        return new Database(data.resolve("postgres"));
    }

    Connection application() throws SQLException, IOException {
        return connect(APPLICATION);
    }

    /** Who sees everything: to know what there is to be hidden. */
    Connection superuser() throws SQLException, IOException {
        return connect("postgres");
    }

    /** Where deliveries to {@code recipient} stand, at most so many. */
    public List<String> deliveries(String recipient, int most) throws SQLException, IOException {
        List<String> positions = new ArrayList<>();
        try (Connection superuser = superuser();
                PreparedStatement statement =
                        superuser.prepareStatement("select id from delivery where recipient = ? order by id limit ?")) {
            statement.setString(1, recipient);
            statement.setInt(2, most);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    positions.add(rows.getString(1));
                }
            }
        }
        return positions;
    }

    private Connection connect(String role) throws SQLException, IOException {
        String port = Files.readString(home.resolve("port")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/snodo?connectTimeout=10&socketTimeout=60",
                role,
                Files.readString(home.resolve(role + ".password")).strip());
    }
}
