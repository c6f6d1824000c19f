/** The ip command of iproute2 6.1: addresses, links, routes, neighbours. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.net.ip;
