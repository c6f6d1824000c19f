package io.lvsim.audit;

/**
 * A packet as it was seen at one place.
 *
 * @param sentAnew whether its sender sent it now, and it is not only seen on another link
 * @param newOnLink whether this link carries it now, and it is not only seen at another interface
 */
record Sighting(WirePacket packet, SeenFrame frame, boolean sentAnew, boolean newOnLink) {
  Evidence proves(String what) {
    return frame.proves(what);
  }
}
