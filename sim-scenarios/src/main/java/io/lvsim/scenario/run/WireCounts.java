package io.lvsim.scenario.run;

import io.lvsim.link.Tap;
import io.lvsim.topology.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is counted on the machines' wires since the start or a mark: requests answered, ARP answers,
 * frames that went round the director.
 */
public final class WireCounts {
  private final ArpAnswers arpAnswers = new ArpAnswers();
  private final RequestCount requests;
  private final @Nullable BypassCount bypass;
  private final @Nullable Roles roles;

  /**
   * @param roles null where nobody knows who the director is
   */
  public WireCounts(Directors directors, @Nullable Roles roles) {
    this.roles = roles;
    requests = new RequestCount(directors);
    bypass = roles == null ? null : new BypassCount(roles.vip(), directors);
  }

  /** Watches an interface of a machine, all of whose frames the tap is to be shown. */
  public Tap at(String machine, long mac) {
    List<Tap> taps = new ArrayList<>(List.of(arpAnswers.at(machine), requests.at(machine)));
    if (bypass != null && roles != null && roles.realServers().contains(machine)) {
      taps.add(bypass.at(mac));
    }
    return (outgoing, frame) -> taps.forEach(tap -> tap.frame(outgoing, frame));
  }

  /** What is counted begins anew from here. */
  public void beginAnew() {
    arpAnswers.clear();
    requests.clear();
    if (bypass != null) {
      bypass.clear();
    }
  }

  /** How many requests a machine has answered. */
  public long answeredBy(String machine) {
    return requests.answeredBy(machine);
  }

  /** Who has answered ARP requests for an address, in the order of their first answers. */
  public List<String> whoAnsweredFor(int address) {
    return arpAnswers.whoAnsweredFor(address);
  }

  /** How many frames for the VIP went round the director; empty where nobody knows who that is. */
  public OptionalLong bypassed() {
    return bypass == null ? OptionalLong.empty() : OptionalLong.of(bypass.frames());
  }
}
