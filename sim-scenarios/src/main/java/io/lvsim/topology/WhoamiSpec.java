package io.lvsim.topology;

import java.util.List;

/**
 * A server that says who it is.
 *
 * @param ports where it listens, TCP and UDP, on every address
 * @param body the word it answers with, without the line end
 * @param enabled whether it runs from boot on
 */
public record WhoamiSpec(List<Integer> ports, String body, boolean enabled) {}
