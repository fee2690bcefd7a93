package io.snodo.spoke.link;

/** Something has changed that pages about the link show: the connection, a message on its way, an answer. */
public record LinkChanged() {}
