package io.snodo.spoke.link.http;

import java.net.URI;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Where we are called.
 *
 * @param url as the hub knows it; its path is what we listen at
 */
public record Listen(@DefaultValue("127.0.0.1") String address, int port, URI url) {
    @SuppressWarnings("ConstantValue") // what is not set comes as null
    public Listen {
        Assert.isTrue(
                url != null && "https".equals(url.getScheme()) && url.getPath().length() > 1,
                "listen.url must be our https address as the hub knows it, with a path");
    }
}
