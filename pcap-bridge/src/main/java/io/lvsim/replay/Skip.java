package io.lvsim.replay;

/** Why a frame of a capture is not replayed. */
public enum Skip {
  NOT_SENT("the captured interface did not send, but receive"),
  NOT_FROM("others sent than --filter-from says"),
  NOT_ETHERNET("are not of Ethernet"),
  TRUNCATED("were cut off by the capture's snap length"),
  TOO_SHORT("have no whole Ethernet header"),
  TOO_LONG("are longer than the MTU");

  private final String words;

  Skip(String words) {
    this.words = words;
  }

  /** What such frames are, to be read behind "frames that". */
  public String words() {
    return words;
  }
}
