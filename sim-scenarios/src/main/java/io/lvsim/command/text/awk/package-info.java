/** awk(1): its grammar and how its programs are run. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.text.awk;
