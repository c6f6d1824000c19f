package io.lvsim.ipvs;

/**
 * What a virtual service is found by: protocol, address and port (0 for all ports), or a mark.
 *
 * @param mark 0 for an address service; else protocol, address and port are 0
 */
public record ServiceKey(int protocol, int address, int port, int mark) {
  /** As decisions name it, such as {@code TCP 192.168.2.188:80} or {@code FWM 10}. */
  public String words() {
    return Telling.service(this);
  }

  public static ServiceKey of(int protocol, int address, int port) {
    return new ServiceKey(protocol, address, port, 0);
  }

  public static ServiceKey ofMark(int mark) {
    return new ServiceKey(0, 0, 0, mark);
  }
}
