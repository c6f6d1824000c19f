/** The program ask: a client whose questions, and when it asks them, are typed line by line. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.ask;
