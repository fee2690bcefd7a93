package io.snodo.hub.evidence;

/** The certificate of the hub's seal, DER: for those who are to compare it with the one they were given. */
public record HubCertificate(byte[] der) {}
