/** Commands that only turn text into text, and cat, tee, echo, seq, date, sleep. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.text;
