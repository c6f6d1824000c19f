package io.lvsim.cli;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.ipvs.ServiceConfig;
import io.lvsim.ipvs.TableChange;
import io.lvsim.ipvs.TableFollower;
import io.lvsim.wire.Ipv4Address;

/**
 * What is changed in the first worker's table, by whomever, is changed in the others' too, in the
 * same order. A service whose persistence takes clients together that have different workers is
 * refused.
 */
final class FirstWorkersChanges implements TableFollower {
  private final LiveCrew crew;
  private final int mask;
  private String refusal = "";

  /**
   * @param mask what of a client's address its worker is chosen by
   */
  FirstWorkersChanges(LiveCrew crew, int mask) {
    this.crew = crew;
    this.mask = mask;
  }

  /** Whether all clients that a service keeps at one real server have one worker. */
  private boolean keepsTogether(ServiceConfig config) {
    return config.persistentSeconds() == 0 || (config.netmask() & mask) == mask;
  }

  @Override
  public void look(ServiceConfig config) throws HostException {
    if (!keepsTogether(config)) {
      refusal =
          "lvsim: the workers share clients out by their addresses' bits in %s, which a netmask of"
                  .formatted(Ipv4Address.format(mask))
              + " %s would take together; start lvsim live with such a service among --rules, or"
                  .formatted(Ipv4Address.format(config.netmask()))
              + " with one worker\n";
      throw new HostException(Errno.EINVAL);
    }
  }

  /** Why something was refused since this was last asked; empty if nothing was. */
  String takeRefusal() {
    String text = refusal;
    refusal = "";
    return text;
  }

  @Override
  public void made(TableChange change) {
    crew.tellOthers(worker -> worker.make(change));
  }
}
