package io.lvsim.topology;

/** A topology that the machines refuse: an unknown sysctl, a gateway that is not on-link. */
public final class TopologyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String where;

  /**
   * @param where which part of the topology, as a path such as {@code hosts.rs1.sysctl.kernel.x}
   */
  public TopologyException(String where, String message) {
    super(message);
    this.where = where;
  }

  /** Which part of the topology, as a path such as {@code hosts.rs1.sysctl.kernel.x}. */
  public String where() {
    return where;
  }
}
