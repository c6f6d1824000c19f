/** A scenario's expectations, filled in from what a real kernel answers. */
@org.jspecify.annotations.NullMarked
package io.lvsim.recording;
