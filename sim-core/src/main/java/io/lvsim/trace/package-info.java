/**
 * Every decision told: the closed family of decisions with their reasons, and who listens to them.
 */
@org.jspecify.annotations.NullMarked
package io.lvsim.trace;
