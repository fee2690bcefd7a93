package io.snodo.spoke.files;

/** That a content has come further, or to its end. */
public record FilesMoved() {}
