package io.lvsim.host;

import io.lvsim.wire.Ethernet;
import io.lvsim.wire.MacAddress;

/** Whom a frame was sent to on the link (skb->pkt_type, eth_type_trans). */
enum LinkDestination {
  HOST,
  BROADCAST,
  MULTICAST,
  OTHER_HOST;

  static LinkDestination of(byte[] frame, long ownMac) {
    long destination = Ethernet.destination(frame);
    if (destination == ownMac) {
      return HOST;
    }
    if (destination == MacAddress.BROADCAST) {
      return BROADCAST;
    }
    return MacAddress.isMulticast(destination) ? MULTICAST : OTHER_HOST;
  }
}
