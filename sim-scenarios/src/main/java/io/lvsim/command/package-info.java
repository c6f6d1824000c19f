/** Who has which command: the table of all commands of the lab shell. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command;
