package io.lvsim.replay;

/** Why a frame of a capture is not replayed. */
public enum Skip {
  NOT_SENT("received by the captured interface, not sent"),
  NOT_FROM("not sent by whom --filter-from says"),
  NOT_ETHERNET("not of Ethernet"),
  TRUNCATED("cut off by the capture's snap length"),
  TOO_SHORT("without a whole Ethernet header"),
  TOO_LONG("longer than the MTU");

  private final String words;

  Skip(String words) {
    this.words = words;
  }

  /** What such frames are, to be read behind "frames". */
  public String words() {
    return words;
  }
}
