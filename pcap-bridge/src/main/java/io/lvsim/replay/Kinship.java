package io.lvsim.replay;

/** What a frame that comes back has to do with the capture that is replayed. */
enum Kinship {
  /** A packet of the capture itself, sent on. */
  FORWARDED,

  /** A packet to one of the capture's senders: an ICMP error, a reset. */
  ANSWER,

  /** An answer to an ARP request of the capture. */
  ARP_ANSWER
}
