/** What lies between hosts: ports, cables, the learning switch, taps. */
@org.jspecify.annotations.NullMarked
package io.lvsim.link;
