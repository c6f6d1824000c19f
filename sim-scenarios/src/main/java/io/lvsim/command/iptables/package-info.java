/** iptables for the mangle table, iptables-save and iptables-restore. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.iptables;
