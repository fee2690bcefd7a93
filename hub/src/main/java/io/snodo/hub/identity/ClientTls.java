package io.snodo.hub.identity;

import javax.net.ssl.SSLContext;

/** TLS with which the hub calls members: it shows its own certificate, and trusts the network's authority alone. */
public record ClientTls(SSLContext context) {}
