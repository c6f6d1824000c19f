package io.lvsim.daemon.ldirectord;

import io.lvsim.host.HostException;
import io.lvsim.trace.DaemonDecision;
import java.util.List;
import java.util.Locale;

/** Checks one real server as its virtual service demands (_check_real). */
final class Checks {
  private final Instance instance;
  private final Availability availability;
  private final Check http;
  private final Check connect;
  private final Check ping;
  private final Check external;
  private final Check dialogue;

  Checks(Instance instance, Availability availability, ShellCommands shell) {
    this.instance = instance;
    this.availability = availability;
    http = new HttpCheck(instance);
    connect = new ConnectCheck(instance);
    ping = new PingCheck(instance);
    external = new ExternalCheck(shell, instance);
    dialogue = new DialogueCheck(instance);
  }

  /** Checks it, and takes it in or out. */
  void check(Virtual virtual, Real real) {
    if (isInMaintenance(real)) {
      CheckResult maintenance =
          new CheckResult(
              false, "Server in maintenance", true, "maintenancedir", "it is in maintenance");
      take(virtual, real, maintenance, true);
      return;
    }
    switch (virtual.config.checkType) {
      case "negotiate" -> take(virtual, real, negotiate(virtual, real), false);
      case VirtualConfig.COMBINED -> combined(virtual, real);
      case "connect" -> take(virtual, real, connectOrPing(virtual, real), false);
      case "ping" -> take(virtual, real, ping.run(virtual, real), false);
      case "external" -> take(virtual, real, external.run(virtual, real), false);
      case "external-perl" -> take(virtual, real, externalPerl(virtual), false);
      case "on" -> take(virtual, real, CheckResult.assumed(true, "checktype = on"), false);
      default -> {} // off: neither checked nor touched
    }
  }

  private void take(Virtual virtual, Real real, CheckResult result, boolean force) {
    if (instance.machine.host().isOn()) {
      tell(virtual, real, result);
      availability.set(virtual, real, result, force);
    }
  }

  private void tell(Virtual virtual, Real real, CheckResult result) {
    if (!instance.tells() || result.check().isEmpty()) {
      return;
    }
    String id = virtual.id();
    instance.tell(
        result.up()
            ? new DaemonDecision.CheckPassed(id, real.name(), result.check(), result.why())
            : new DaemonDecision.CheckFailed(id, real.name(), result.check(), result.why()));
  }

  private CheckResult negotiate(Virtual virtual, Real real) {
    return switch (String.valueOf(virtual.config.service)) {
      case "http", "https", "http_proxy" -> http.run(virtual, real);
      case "none" -> CheckResult.up("service = none", "nothing is asked");
      default -> dialogue.run(virtual, real);
    };
  }

  /** After each negotiation that went well, only connects some times. */
  private void combined(Virtual virtual, Real real) {
    if (real.connects >= virtual.config.connectsBetweenNegotiations) {
      CheckResult negotiated = negotiate(virtual, real);
      take(virtual, real, negotiated, false);
      real.connects = negotiated.up() ? 0 : real.connects;
      return;
    }
    CheckResult connected = connect.run(virtual, real);
    take(virtual, real, connected, false);
    if (connected.up()) {
      real.connects++;
    } else {
      real.negotiateNext();
    }
  }

  private CheckResult connectOrPing(Virtual virtual, Real real) {
    boolean udp = virtual.config.protocol.equals("udp");
    return udp ? ping.run(virtual, real) : connect.run(virtual, real);
  }

  private static CheckResult externalPerl(Virtual virtual) {
    String check = "external-perl " + virtual.config.checkCommand;
    return CheckResult.down(check, "there is no Perl on the machine").unmonitored();
  }

  private boolean isInMaintenance(Real real) {
    String directory = instance.config().maintenanceDirectory;
    if (directory == null) {
      return false;
    }
    try {
      List<String> files = instance.machine.files().list(directory);
      return Names.of(instance, real.config.server()).stream()
          .anyMatch(
              name -> files.contains(name) || files.contains(name + ":" + real.config.port()));
    } catch (HostException noSuchDirectory) {
      return false;
    }
  }

  /** What a real server is called in maintenancedir. */
  private static final class Names {
    private Names() {}

    static List<String> of(Instance instance, String address) {
      String host = new MachineSurroundings(instance.machine).host(address);
      if (host == null) {
        return List.of(address);
      }
      int dot = host.toLowerCase(Locale.ROOT).indexOf('.');
      return dot < 0 ? List.of(address, host) : List.of(address, host, host.substring(0, dot));
    }
  }
}
