/** A Linux host up to IPv4: interfaces, addresses, routes, sysctls, ARP, neighbours, ICMP. */
@org.jspecify.annotations.NullMarked
package io.lvsim.host;
