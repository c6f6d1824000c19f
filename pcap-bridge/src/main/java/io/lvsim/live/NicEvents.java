package io.lvsim.live;

import io.lvsim.nic.Nic;

/** Who is told what happens to a NIC while a node runs on it. */
public interface NicEvents {
  /** The NIC can no longer be used; it is tried again until it can. */
  void lost(String why);

  /** A NIC that was lost is there again, perhaps with another MAC. */
  void back(Nic nic);

  /** Its link went down or came up, while it stayed open. */
  void linkChanged(boolean up);

  /** For the first time a frame came that is longer than the MTU lets frames be. */
  void oversized(int bytes);

  /** For the first time a frame came whose checksum its sender left unfinished. */
  void unfinishedChecksum();
}
