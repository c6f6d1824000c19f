package io.lvsim.daemon.ldirectord;

import io.lvsim.host.HostException;
import io.lvsim.process.Killed;
import io.lvsim.process.Process;
import io.lvsim.trace.DaemonDecision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The daemon: puts what is configured into the table, checks round by round, rereads its
 * configuration, and cleans up in the end.
 */
final class Director {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int DIED = 255;

  private final Instance instance;
  private final DirectorTable table;
  private final Availability availability;
  private final Checks checks;
  private final List<Virtual> virtuals = new ArrayList<>();
  private final Map<String, CheckingChild> children = new LinkedHashMap<>();
  private final Runnable atEnd;
  private boolean terminate;
  private boolean hangUp;
  private long versionChecked = -1;
  private byte @Nullable [] contentChecked;

  /** Thrown where a signal to terminate is noticed. */
  private static final class Terminated extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param atEnd removes the file with the process id
   */
  Director(Instance instance, Runnable atEnd) {
    this.instance = instance;
    this.atEnd = atEnd;
    table = new DirectorTable(instance);
    ShellCommands shell = new ShellCommands(instance);
    availability = new Availability(instance, table, shell);
    checks = new Checks(instance, availability, shell);
  }

  /** Asks it to clean up and end, when it next looks. */
  void terminate() {
    terminate = true;
    instance.process().wake();
  }

  /** Asks it to reread its configuration, when it next looks. */
  void hangUp() {
    hangUp = true;
    instance.process().wake();
  }

  /** Its life, in a process of its own. */
  int live(Process self) {
    instance.setProcess(self);
    try {
      setUp(instance.config());
      start(List.of());
      instance.setState(EmailAlertStates.RUNNING);
      while (instance.machine.host().isOn()) {
        round();
      }
      return 0;
    } catch (Terminated | Killed signal) {
      stop();
      return 0;
    } catch (Died died) {
      return DIED; // and the file with the process id stays
    } finally {
      children.values().forEach(CheckingChild::kill);
    }
  }

  private void round() {
    if (instance.config().fork) {
      keepChildren();
    } else {
      checkAll();
    }
    checkSignals();
    if (!rereadIfChanged()) {
      sleep(instance.config().fork ? 1 : instance.config().checkIntervalSeconds);
    }
    checkSignals();
  }

  private void sleep(int seconds) {
    instance.process().await(() -> terminate || hangUp, seconds * NANOS_PER_SECOND);
  }

  private void checkSignals() {
    if (terminate) {
      throw new Terminated();
    }
    if (hangUp) {
      hangUp = false;
      instance.log("Reloading Linux Director Daemon config on signal");
      reread();
    }
  }

  /** Settles what the configuration leaves open (ld_setup). */
  private void setUp(Config config) {
    virtuals.clear();
    for (VirtualConfig virtual : config.virtuals) {
      virtuals.add(new Virtual(virtual, config));
    }
    availability.serve(virtuals, config);
  }

  /** Brings the table in line with the configuration, and checks once (ld_start). */
  private void start(List<Virtual> old) {
    Map<String, Map<String, DirectorTable.Entry>> present = table.read();
    for (Virtual virtual : virtuals) {
      boolean exists = present.containsKey(DirectorTable.key(virtual.config));
      table.change(
          (exists ? "-E " : "-A ") + virtual.config.flags(),
          (exists ? "Changed" : "Added") + " virtual server: " + virtual.name(),
          "it is configured");
    }
    List<Runnable> toPutDown = new ArrayList<>(startReals(present));
    toPutDown.forEach(Runnable::run);
    for (Virtual gone : old) {
      if (present.containsKey(DirectorTable.key(gone.config))) {
        purge(gone, "start");
      }
    }
    checkAll();
  }

  /**
   * Takes over real servers that the table has with a weight; what must then be done to the others
   * comes back. One address and port is put down in one virtual service only, as ldirectord has it.
   */
  private java.util.Collection<Runnable> startReals(
      Map<String, Map<String, DirectorTable.Entry>> present) {
    Map<String, Runnable> toPutDown = new LinkedHashMap<>();
    for (Virtual virtual : virtuals) {
      String key = DirectorTable.key(virtual.config);
      Map<String, DirectorTable.Entry> entries =
          new LinkedHashMap<>(present.getOrDefault(key, Map.of()));
      FallbackConfig fallback = availability.fallback(virtual);
      if (fallback != null) {
        entries.remove(fallback.server() + ":" + fallback.port());
      }
      for (Real real : virtual.reals) {
        DirectorTable.Entry entry = entries.remove(real.name());
        if (entry == null || entry.weight().equals("0")) {
          toPutDown.put(real.name(), () -> putDown(virtual, real));
        } else {
          toPutDown.remove(real.name());
          String why = "it was in the table when ldirectord started";
          availability.set(virtual, real, CheckResult.assumed(true, why), true);
        }
      }
      entries.keySet().forEach(name -> purge(virtual, name, "start"));
      present.remove(key);
      availability.fallbackOn(virtual);
    }
    return toPutDown.values();
  }

  private void putDown(Virtual virtual, Real real) {
    if (!instance.config().readdQuiescent) {
      availability.set(virtual, real, CheckResult.assumed(true, "it is configured"), true);
    }
    availability.set(
        virtual, real, CheckResult.assumed(false, "it has not been checked yet"), true);
  }

  private void purge(Virtual virtual, String realServer, String when) {
    String change =
        "Purged real server (" + when + "): " + realServer + " (" + virtual.name() + ")";
    table.change("-d " + virtual.config.address() + " -r " + realServer, change, because(when));
    new EmailAlert(instance, virtual).about(change);
  }

  private void purge(Virtual virtual, String when) {
    table.change(
        "-D " + virtual.config.address(),
        "Purged virtual server (" + when + "): " + virtual.name(),
        because(when));
  }

  private static String because(String when) {
    return when.equals("stop") ? "ldirectord ends and cleanstop = yes" : "it is not configured";
  }

  /** Checks every real server once, however many virtual services it stands in. */
  private void checkAll() {
    List<String> checked = new ArrayList<>();
    for (Virtual virtual : List.copyOf(virtuals)) {
      for (Real real : List.copyOf(virtual.reals)) {
        checkSignals();
        String id = virtual.realId(real);
        if (!checked.contains(id)) {
          checks.check(virtual, real);
          checked.add(id);
        }
      }
    }
  }

  private void keepChildren() {
    for (Virtual virtual : virtuals) {
      CheckingChild child = children.get(virtual.id());
      if (child == null) {
        instance.log("Child not running for " + virtual.id() + ", spawning");
        child = CheckingChild.start(instance, virtual);
        children.put(virtual.id(), child);
        instance.log("Spawned child " + virtual.id() + " PID=" + child.processId());
      } else if (child.ended()) {
        children.remove(virtual.id());
      }
    }
  }

  /** Looks whether the file has changed (check_cfgfile); true if it had. */
  private boolean rereadIfChanged() {
    String file = instance.configFile;
    long version = instance.machine.files().version(file);
    if (version == versionChecked) {
      return false;
    }
    versionChecked = version;
    byte[] content;
    try {
      content = instance.machine.files().read(file);
    } catch (HostException gone) {
      instance.log(
          "Warning [" + instance.processId + "]: can not open file " + file + " for checking");
      return false;
    }
    boolean changed = contentChecked != null && !Arrays.equals(contentChecked, content);
    contentChecked = content;
    if (changed) {
      fileChanged(file);
      contentChecked = content;
    }
    return changed;
  }

  private void fileChanged(String file) {
    instance.log("Configuration file '" + file + "' has changed on disk");
    if (instance.config().autoReload) {
      instance.log(" - reread new configuration");
      reread();
    } else {
      instance.log(" - ignore new configuration");
    }
    String callback = instance.config().callback;
    if (callback != null && instance.machine.files().exists(callback)) {
      new ShellCommands(instance).run(callback + " " + file);
    }
  }

  /**
   * Rereads the configuration (reread_config). If it is refused, the old virtual services stay;
   * global directives and what is known of real servers are then as far as they had been read.
   */
  private void reread() {
    instance.setState(EmailAlertStates.RELOADING);
    List<Virtual> old = List.copyOf(virtuals);
    contentChecked = null;
    versionChecked = -1;
    ConfigReading reading = ConfigReading.of(instance);
    instance.setConfig(reading.config());
    reading.warnings().forEach(warning -> instance.log(message("Warning", warning)));
    try {
      if (reading.error() != null) {
        refuse(reading.error());
      }
      killChildren();
      setUp(reading.config());
      start(old);
    } catch (Died died) {
      virtuals.clear();
      virtuals.addAll(old);
      availability.serve(virtuals, reading.config());
    }
    instance.setState(EmailAlertStates.RUNNING);
  }

  private void refuse(ConfigException error) {
    instance.log(message("Error", new Config.Warning(error.line(), error.text())));
    if (instance.tells()) {
      instance.tell(
          new DaemonDecision.ConfigRefused(
              instance.configFile, error.line(), error.text().strip()));
    }
    throw new Died(error.text());
  }

  /** As __config_log puts it. */
  private String message(String kind, Config.Warning warning) {
    return ConfigReading.message(instance.configFile, instance.processId, kind, warning);
  }

  private void killChildren() {
    children.forEach((id, child) -> {
      instance.log("Killing child " + id + " (PID=" + child.processId() + ")");
      child.kill();
    });
    children.clear();
  }

  /** Cleans up (ld_stop). */
  private void stop() {
    instance.setState(EmailAlertStates.STOPPING);
    children.forEach((id, child) -> {
      instance.log("Killing child " + id + " PID=" + child.processId());
      child.kill();
    });
    for (Virtual virtual : virtuals) {
      Boolean own = virtual.config.cleanStop;
      if (own == null ? instance.config().cleanStop : own) {
        cleanUp(virtual);
      }
    }
    instance.log("Linux Director Daemon terminated on signal: TERM");
    atEnd.run();
  }

  private void cleanUp(Virtual virtual) {
    for (Real real : virtual.reals) {
      if (!real.upIn.isEmpty()) {
        purge(virtual, real.name(), "stop");
        availability.forget(virtual, real);
      }
    }
    purge(virtual, "stop");
  }
}
