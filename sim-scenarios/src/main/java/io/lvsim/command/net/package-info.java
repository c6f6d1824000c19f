/**
 * Commands that look at and change a host's network: ip, arp, ifconfig, ping, arping, sysctl,
 * tcpdump.
 */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.net;
