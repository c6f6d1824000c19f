/** TCP and UDP as Linux speaks them on short connections. */
@org.jspecify.annotations.NullMarked
package io.lvsim.transport;
