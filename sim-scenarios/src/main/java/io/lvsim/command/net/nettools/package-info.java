/** The commands of net-tools 2.10: arp, ifconfig, netstat, route; and hostname. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.net.nettools;
