/**
 * A real Linux kernel as the runner of scenarios: the same commands, typed into network namespaces,
 * and what came back.
 */
@org.jspecify.annotations.NullMarked
package io.lvsim.kernel;
