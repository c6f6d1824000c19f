package io.lvsim.scenario.run;

import org.jspecify.annotations.Nullable;

/**
 * A line of what was expected beside a line of what came.
 *
 * @param expected null for a line that should not be there
 * @param got null for a line that did not come
 */
public record ComparedLine(@Nullable String expected, @Nullable String got, boolean matches) {}
