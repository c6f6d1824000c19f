package io.lvsim.ipvs;

/** Which half of a connection a packet belongs to, and whether the other half is ever seen. */
enum Direction {
  /** From the client, in a connection whose replies have passed the director. */
  INPUT,
  /** A reply that passes the director. */
  OUTPUT,
  /** From the client, in a connection whose replies go another way: direct routing. */
  INPUT_ONLY
}
