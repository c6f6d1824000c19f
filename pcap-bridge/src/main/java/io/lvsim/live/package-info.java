/** A simulated node on a real NIC and a real clock: what is let in, what is sent, when. */
@org.jspecify.annotations.NullMarked
package io.lvsim.live;
