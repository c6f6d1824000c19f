package io.lvsim.ipvs;

import io.lvsim.host.HostException;

/** A change of a director's table that can be made in another director too. */
@FunctionalInterface
public interface TableChange {
  /**
   * Makes it.
   *
   * @throws HostException as ipvsadm would be refused it
   */
  void makeIn(Ipvs ipvs) throws HostException;
}
