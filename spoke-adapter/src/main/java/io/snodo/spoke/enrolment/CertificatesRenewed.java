package io.snodo.spoke.enrolment;

/** New keys and certificates lie where the settings say; a start goes over to them, and until then the old ones count. */
public record CertificatesRenewed() {}
