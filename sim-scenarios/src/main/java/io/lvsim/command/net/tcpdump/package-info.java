/** tcpdump: its filters, its lines, its files. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.net.tcpdump;
