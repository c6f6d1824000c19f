/** The mangle table's MARK rules, and the order in which hooks see a packet. */
@org.jspecify.annotations.NullMarked
package io.lvsim.netfilter;
