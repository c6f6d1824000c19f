package io.lvsim.topology;

/** A file on a host's disk. */
public record FileSpec(String path, String content) {}
