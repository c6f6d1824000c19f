package io.lvsim.capture;

/**
 * An interface that a capture file has frames of.
 *
 * @param name such as {@code rs1.eth0}; empty where the file does not say
 * @param linkType the registered number of the link layer; 1 is Ethernet
 * @param snapLength how many bytes of a frame are kept at most; 0: all
 */
public record CaptureInterface(String name, int linkType, int snapLength) {
  /** LINKTYPE_ETHERNET. */
  public static final int ETHERNET = 1;
}
