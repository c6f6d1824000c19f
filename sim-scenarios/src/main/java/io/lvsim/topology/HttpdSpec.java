package io.lvsim.topology;

import java.util.List;

/**
 * A web server.
 *
 * @param ports where it listens, on every address
 * @param pages what it serves, by path
 * @param enabled whether it runs from boot on
 */
public record HttpdSpec(List<Integer> ports, List<FileSpec> pages, boolean enabled) {}
