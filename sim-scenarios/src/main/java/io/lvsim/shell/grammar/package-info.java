/** The lab shell's grammar: from a script's characters to its tree of commands and words. */
@org.jspecify.annotations.NullMarked
package io.lvsim.shell.grammar;
