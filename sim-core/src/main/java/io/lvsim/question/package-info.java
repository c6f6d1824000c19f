/** Questions put to a small LAN of hosts, such as who answers ARP for the VIP, and its answers. */
@org.jspecify.annotations.NullMarked
package io.lvsim.question;
