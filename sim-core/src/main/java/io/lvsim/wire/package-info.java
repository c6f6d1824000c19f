/**
 * What is on the wire: readers and writers of Ethernet, ARP, IPv4, ICMP, TCP and UDP over byte
 * arrays, and the addresses they carry. Looks at nothing.
 */
@org.jspecify.annotations.NullMarked
package io.lvsim.wire;
