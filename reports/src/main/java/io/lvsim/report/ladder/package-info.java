/** A run as a sequence diagram: who sent what to whom, as text and as a drawing. */
@org.jspecify.annotations.NullMarked
package io.lvsim.report.ladder;
