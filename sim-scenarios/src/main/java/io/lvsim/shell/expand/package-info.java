/** Expansion of the lab shell's words: parameters, arithmetic, splitting, file names. */
@org.jspecify.annotations.NullMarked
package io.lvsim.shell.expand;
