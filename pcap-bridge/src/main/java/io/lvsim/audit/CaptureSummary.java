package io.lvsim.audit;

import org.jspecify.annotations.Nullable;

/**
 * What was read of one capture file.
 *
 * @param problem where and why reading ended early; null if it did not
 */
public record CaptureSummary(String file, long frames, @Nullable String problem) {}
