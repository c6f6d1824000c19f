package io.lvsim.ipvs;

/** IP_VS_CONN_F_FWD_MASK, with the words of ipvsadm -L. */
public enum ForwardingMethod {
  MASQ("Masq"),
  LOCAL("Local"),
  TUNNEL("Tunnel"),
  ROUTE("Route"),
  BYPASS("Bypass");

  private final String listed;

  ForwardingMethod(String listed) {
    this.listed = listed;
  }

  /** As ipvsadm -L prints it. */
  public String listed() {
    return listed;
  }
}
