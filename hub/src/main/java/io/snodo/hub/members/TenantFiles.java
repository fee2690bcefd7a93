package io.snodo.hub.members;

import io.snodo.hub.members.folder.FolderFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.springframework.stereotype.Component;

/** The tenants folder as it lies on this node, a page at a time, for an operator who wants a copy of it. */
@Component
public class TenantFiles {
    private static final int MOST = 200;
    private static final int ENOUGH = 2 * FolderFiles.LARGEST;

    private final TenantsSettings settings;

    TenantFiles(TenantsSettings settings) {
        this.settings = settings;
    }

    /** @param path in the folder */
    public record Content(String path, String text) {}

    /** @param more whether others come after these */
    public record Page(List<Content> files, boolean more) {}

    /** Those that come after {@code path}, all if it is empty; empty on a node without such a folder. */
    public Optional<Page> after(String path) {
        if (settings.tenants() == null || settings.tenants().toString().isEmpty()) {
            return Optional.empty();
        }
        FolderFiles folder = new FolderFiles(settings.tenants());
        SortedSet<String> rest = folder.paths().tailSet(path + "\0");
        List<Content> page = new ArrayList<>();
        int characters = 0;
        for (String each : rest) {
            if (page.size() == MOST || characters >= ENOUGH) {
                break;
            }
            Content content = new Content(each, folder.text(each));
            characters += content.text().length();
            page.add(content);
        }
        return Optional.of(new Page(page, page.size() < rest.size()));
    }
}
