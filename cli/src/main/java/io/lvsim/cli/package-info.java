/** The program: one file a command. */
@org.jspecify.annotations.NullMarked
package io.lvsim.cli;
