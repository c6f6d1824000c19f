package io.lvsim.ipvs;

import io.lvsim.host.HostException;

/** Who has to do the same in other directors as is done in one by ipvsadm. */
public interface TableFollower {
  /**
   * A service is about to be added or edited.
   *
   * @throws HostException to refuse it
   */
  void look(ServiceConfig config) throws HostException;

  /** A change was made. Changes are told in the order in which they are made. */
  void made(TableChange change);
}
