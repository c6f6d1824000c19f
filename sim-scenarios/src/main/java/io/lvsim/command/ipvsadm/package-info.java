/** ipvsadm 1.31: its grammar, messages, listings, save and restore. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.ipvsadm;
