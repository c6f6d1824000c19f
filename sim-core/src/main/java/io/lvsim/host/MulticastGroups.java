package io.lvsim.host;

import io.lvsim.engine.Jiffies;
import io.lvsim.engine.Random;
import io.lvsim.engine.Simulation;
import io.lvsim.engine.Timer;
import io.lvsim.trace.Ipv4Decision;
import io.lvsim.wire.Igmp;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which multicast groups an interface listens to, and the reports about it (net/ipv4/igmp.c). Each
 * change is reported twice. All hosts listen to 224.0.0.1 without a word. Queries are not answered:
 * no router of a lab asks.
 */
final class MulticastGroups {
  /** 224.0.0.1. */
  static final int ALL_HOSTS = 0xE000_0001;

  /** net.ipv4.igmp_qrv: how often a change is reported. */
  private static final int ROBUSTNESS = 2;

  /** What IGMP lets pass before it speaks. */
  private static final int SHORTEST_TICKS = 2;

  /** igmpv3_unsolicited_report_interval: 1 s. */
  private static final int REPORT_INTERVAL_TICKS = Jiffies.PER_SECOND;

  /** A group that is listened to, or one that was left and not yet reported often enough. */
  private static final class Group {
    final int address;
    int users = 1;
    int reportsLeft = ROBUSTNESS;

    Group(int address) {
      this.address = address;
    }
  }

  private final Interface on;
  private final Simulation simulation;
  private final Timer timer;

  /** Newest first. */
  private final List<Group> joined = new ArrayList<>();

  /** Newest first. */
  private final List<Group> left = new ArrayList<>();

  private final List<int[]> told = new ArrayList<>();
  private @Nullable Random random;
  private int roundsLeft;

  MulticastGroups(Interface on) {
    this.on = on;
    simulation = on.host().simulation();
    timer = new Timer(simulation, this::report);
  }

  /** Whether packets to a group are for this host (ip_check_mc_rcu). */
  boolean has(int group) {
    return group == ALL_HOSTS || find(joined, group) != null;
  }

  /** One more program listens to a group (ip_mc_join_group). */
  void join(int group) {
    Group known = find(joined, group);
    if (known != null) {
      known.users++;
      return;
    }
    if (group != ALL_HOSTS) {
      left.removeIf(each -> each.address == group);
      joined.addFirst(new Group(group));
      changed();
    }
  }

  /** One program less listens to a group (ip_mc_leave_group). */
  void leave(int group) {
    Group known = find(joined, group);
    if (known == null || --known.users > 0) {
      return;
    }
    joined.remove(known);
    if (on.isUp()) {
      known.reportsLeft = ROBUSTNESS;
      left.addFirst(known);
      changed();
    }
  }

  /** The interface came up: what it listens to is told anew (ip_mc_up). */
  void cameUp() {
    left.clear();
    for (Group group : joined) {
      group.reportsLeft = ROBUSTNESS;
    }
    if (!joined.isEmpty()) {
      changed();
    }
  }

  /** The interface went down: nothing is left to be told (ip_mc_down). */
  void wentDown() {
    left.clear();
    timer.stop();
  }

  private void changed() {
    if (on.isUp() && !on.isLoopback()) {
      roundsLeft = ROBUSTNESS;
      startTimer(0);
    }
  }

  /** igmp_ifc_timer_expire. */
  private void report() {
    if (!on.isUp() || !on.host().isOn()) {
      return;
    }
    send();
    if (roundsLeft > 0) {
      roundsLeft--;
      startTimer(random().below(REPORT_INTERVAL_TICKS));
    }
  }

  /** igmpv3_send_cr. */
  private void send() {
    told.clear();
    collect(left, Igmp.CHANGE_TO_INCLUDE);
    collect(joined, Igmp.CHANGE_TO_EXCLUDE);
    left.removeIf(group -> group.reportsLeft == 0);
    if (told.isEmpty()) {
      return;
    }
    int[] types = told.stream().mapToInt(each -> each[0]).toArray();
    int[] groups = told.stream().mapToInt(each -> each[1]).toArray();
    Host host = on.host();
    int source = SourceSelection.select(host, on, 0, InterfaceAddress.SCOPE_LINK);
    if (host.trace().on()) {
      host.trace().tell(host.name(), new Ipv4Decision.GroupsReported(on.name(), changes()));
    }
    host.ipv4().sendMulticast(Igmp.report(source, types, groups), on);
  }

  private String changes() {
    StringBuilder text = new StringBuilder();
    for (int[] each : told) {
      text.append(text.isEmpty() ? "" : ", ");
      text.append(each[0] == Igmp.CHANGE_TO_EXCLUDE ? "joined " : "left ");
      text.append(Ipv4Address.format(each[1]));
    }
    return text.toString();
  }

  private void collect(List<Group> groups, int type) {
    for (Group group : groups) {
      if (group.reportsLeft > 0) {
        group.reportsLeft--;
        told.add(new int[] {type, group.address});
      }
    }
  }

  private void startTimer(int randomTicks) {
    long now = simulation.now();
    long tick = Jiffies.timer(Jiffies.at(now), randomTicks + SHORTEST_TICKS);
    timer.start(Jiffies.toNanos(tick) - now);
  }

  private Random random() {
    if (random == null) {
      random = simulation.random(on.host().name() + " " + on.name() + " igmp");
    }
    return random;
  }

  private static @Nullable Group find(List<Group> groups, int address) {
    for (Group group : groups) {
      if (group.address == address) {
        return group;
      }
    }
    return null;
  }
}
