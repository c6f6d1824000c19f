package io.lvsim.daemon.ldirectord;

import io.lvsim.trace.DaemonDecision;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes real servers in and out of the table (service_set and what it calls), and the fallback
 * server with them.
 */
final class Availability {
  private final Instance instance;
  private final DirectorTable table;
  private final ShellCommands shell;
  private final Map<String, Set<String>> virtualsOfReal = new LinkedHashMap<>();
  private List<Virtual> virtuals = List.of();

  Availability(Instance instance, DirectorTable table, ShellCommands shell) {
    this.instance = instance;
    this.table = table;
    this.shell = shell;
  }

  /**
   * Says which virtual services there are. What is known of real servers is taken from the
   * configuration read last, even where that was refused halfway.
   */
  void serve(List<Virtual> running, Config readLast) {
    virtuals = running;
    virtualsOfReal.clear();
    for (VirtualConfig virtual : readLast.virtuals) {
      for (RealConfig real : virtual.reals) {
        virtualsOfReal
            .computeIfAbsent(virtual.realId(real), id -> new LinkedHashSet<>())
            .add(virtual.id());
      }
    }
  }

  /** Brings a real server up or down in all virtual services that check it alike. */
  void set(Virtual checkedIn, Real real, CheckResult result, boolean force) {
    Set<String> affected = virtualsOfReal.get(checkedIn.realId(real));
    if (affected == null) {
      return;
    }
    for (Virtual virtual : virtuals) {
      if (affected.contains(virtual.id())) {
        if (result.up()) {
          up(virtual, real, result.why(), force);
        } else {
          down(virtual, real, result.why(), force);
        }
        monitor(virtual, real, result);
      }
    }
  }

  private void up(Virtual virtual, Real real, String why, boolean force) {
    if (real.failures > 0) {
      instance.log("Resetting soft failure count: " + real.name() + " (" + virtual.id() + ")");
    }
    real.failures = 0;
    boolean wasUp = virtual.isUp(real);
    if (wasUp && !force) {
      return;
    }
    virtual.up.add(virtual.realId(real));
    real.upIn.add(virtual.id());
    RealConfig config = real.config;
    restore(
        virtual,
        new Target("real", real.name(), real.forwardSwitch(), config.weight()),
        config.upperThreshold(),
        config.lowerThreshold(),
        why);
    fallbackOff(virtual);
  }

  private void down(Virtual virtual, Real real, String why, boolean force) {
    boolean wasUp = virtual.isUp(real);
    if (!wasUp && !force) {
      return;
    }
    real.failures++;
    if (!force && real.failures < virtual.failureCount) {
      tolerate(virtual, real);
      return;
    }
    if (wasUp) {
      forget(virtual, real);
    }
    remove(virtual, new Target("real", real.name(), real.forwardSwitch(), "0"), why);
    fallbackOn(virtual);
  }

  private void tolerate(Virtual virtual, Real real) {
    instance.log(
        String.format(
            "Soft failure real server: %s (%s) failure %d/%d",
            real.name(), virtual.id(), real.failures, virtual.failureCount));
    if (instance.tells()) {
      instance.tell(
          new DaemonDecision.FailureTolerated(
              virtual.id(), real.name(), real.failures, virtual.failureCount));
    }
  }

  /** Notes that a real server is not up any more. */
  void forget(Virtual virtual, Real real) {
    virtual.up.remove(virtual.realId(real));
    real.upIn.remove(virtual.id());
  }

  private void monitor(Virtual virtual, Real real, CheckResult result) {
    String file = virtual.config.monitorFile;
    if (file == null || !result.monitored()) {
      return;
    }
    String what = virtual.realId(real).replaceAll(":+", " ").replace("\\", "");
    String state = result.up() ? "up" : "down";
    String line =
        String.format(
            "[%s] [%d] %s [%s] %s\n",
            instance.localtime(), instance.processId, what, state, result.escapedMessage());
    if (!instance.append(file, line)) {
      throw new Died("Error writing to monitorfile '" + file + "'");
    }
  }

  /**
   * What is put into the table or taken out of it.
   *
   * @param kind real or fallback
   */
  private record Target(String kind, String name, String forward, String weight) {}

  private void restore(Virtual virtual, Target target, String upper, String lower, String why) {
    String arguments =
        String.format(
            "%s -x %s -y %s -r %s %s -w %s",
            virtual.config.address(),
            upper,
            lower,
            target.name(),
            target.forward(),
            target.weight());
    String what =
        String.format(
            "%s server: %s (%s) (Weight set to %s)",
            target.kind(), target.name(), virtual.name(), target.weight());
    DirectorTable.Entry present = entries(virtual).get(target.name());
    if (present == null) {
      change(virtual, "-a " + arguments, "Added " + what, why);
    } else if (!isAs(present, target, upper, lower)) {
      change(virtual, "-e " + arguments, "Restored " + what, why);
    }
  }

  private static boolean isAs(
      DirectorTable.Entry present, Target target, String upper, String lower) {
    return present.weight().equals(target.weight())
        && present.upperThreshold().equals(upper)
        && present.lowerThreshold().equals(lower)
        && Real.forwardSwitch(present.forward()).equals(target.forward());
  }

  private void remove(Virtual virtual, Target target, String why) {
    Map<String, DirectorTable.Entry> entries = table.read().get(DirectorTable.key(virtual.config));
    if (entries == null) {
      return;
    }
    boolean quiesce = target.kind().equals("real") && isQuiescent(virtual);
    String name = nameInTable(entries, virtual, target.name());
    DirectorTable.Entry present = entries.get(name);
    String mapped = name.equals(target.name()) ? "" : "mapped from " + target.name() + " ";
    String what =
        String.format("%s server: %s %s(%s)", target.kind(), name, mapped, virtual.name());
    String arguments = virtual.config.address() + " -r " + name;
    if (quiesce) {
      quiesce(virtual, present, target, arguments, what, why);
    } else if (present != null) {
      change(virtual, "-d " + arguments, "Deleted " + what, why + " and quiescent = no");
    }
  }

  private void quiesce(
      Virtual virtual,
      DirectorTable.@Nullable Entry present,
      Target target,
      String arguments,
      String what,
      String why) {
    String zero = arguments + " " + target.forward() + " -w 0";
    String because = why + " and quiescent = yes";
    if (present == null) {
      if (instance.config().readdQuiescent) {
        change(virtual, "-a " + zero, "Readd Quiescent " + what + " (Weight set to 0)", because);
      }
    } else if (!isAs(present, target, present.upperThreshold(), present.lowerThreshold())) {
      change(virtual, "-e " + zero, "Quiescent " + what + " (Weight set to 0)", because);
    }
  }

  private boolean isQuiescent(Virtual virtual) {
    Boolean own = virtual.config.quiescent;
    return own == null ? instance.config().quiescent : own;
  }

  /**
   * The kernel gives a server that is not masqueraded the service's port: if it is not found under
   * its own, it is looked for under that.
   */
  private static String nameInTable(
      Map<String, DirectorTable.Entry> entries, Virtual virtual, String name) {
    String mapped =
        name.substring(0, name.lastIndexOf(':'))
            + ":"
            + (virtual.config.isMark() ? "" : virtual.config.port);
    return !entries.containsKey(name) && entries.containsKey(mapped) ? mapped : name;
  }

  private Map<String, DirectorTable.Entry> entries(Virtual virtual) {
    return table.read().getOrDefault(DirectorTable.key(virtual.config), Map.of());
  }

  private void change(Virtual virtual, String arguments, String change, String why) {
    table.change(arguments, change, why);
    new EmailAlert(instance, virtual).about(change);
  }

  /** Turns the fallback server on if no real server is up and it is not on yet. */
  void fallbackOn(Virtual virtual) {
    FallbackConfig fallback = fallback(virtual);
    if (fallback != null && virtual.up.isEmpty() && !virtual.fallbackOn) {
      virtual.fallbackOn = true;
      restore(virtual, target(fallback), "0", "0", "no real server is up");
    }
    if (virtual.up.isEmpty()) {
      runFallbackCommand(virtual, "start");
    }
  }

  private void fallbackOff(Virtual virtual) {
    FallbackConfig fallback = fallback(virtual);
    if (fallback != null && (!virtual.up.isEmpty() || virtual.fallbackOn)) {
      virtual.fallbackOn = false;
      remove(virtual, target(fallback), "a real server is up");
    }
    if (!virtual.up.isEmpty()) {
      runFallbackCommand(virtual, "stop");
    }
  }

  private static Target target(FallbackConfig fallback) {
    String name = fallback.server() + ":" + fallback.port();
    return new Target("fallback", name, Real.forwardSwitch(fallback.forward()), "1");
  }

  /** The fallback server of a virtual service: its own, or the global one; null for none. */
  @Nullable FallbackConfig fallback(Virtual virtual) {
    if (virtual.config.fallback != null) {
      return virtual.config.fallback;
    }
    FallbackConfig global =
        switch (virtual.config.protocol) {
          case "tcp" -> instance.config().tcpFallback;
          case "udp" -> instance.config().udpFallback;
          default -> null;
        };
    return global != null && global.port().isEmpty()
        ? global.withPort(virtual.config.port)
        : global;
  }

  private void runFallbackCommand(Virtual virtual, String event) {
    if (virtual.fallbackCommandRun.equals(event)) {
      return;
    }
    virtual.fallbackCommandRun = event;
    String own = virtual.config.fallbackCommand;
    String command = own == null ? instance.config().fallbackCommand : own;
    if (command != null) {
      shell.run(command + " " + event + " " + virtual.name() + " " + virtual.config.protocol);
    }
  }
}
