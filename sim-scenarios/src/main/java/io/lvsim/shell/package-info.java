/** The lab shell's language: its grammar, and how it runs commands on a machine. */
@org.jspecify.annotations.NullMarked
package io.lvsim.shell;
