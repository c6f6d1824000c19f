package io.lvsim.daemon.ldirectord;

import io.lvsim.files.FileTree;
import io.lvsim.host.HostException;
import io.lvsim.lab.Machine;
import io.lvsim.process.Process;
import io.lvsim.shell.ByteSink;
import io.lvsim.trace.DaemonDecision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of ldirectord: start, stop, status ... for one configuration (ld_init). */
final class Launcher {
  private static final String DIRECTORY = "/etc/ha.d/";
  private static final String PROCESS_IDS = "/var/run";

  private final Ldirectord ldirectord;
  private final Machine machine;
  private final @Nullable Process caller;
  private final ByteSink out;
  private final ByteSink err;
  private boolean debug;
  private String command = "";

  /**
   * @param caller the process that can wait, or null
   */
  Launcher(Ldirectord ldirectord, @Nullable Process caller, ByteSink out, ByteSink err) {
    this.ldirectord = ldirectord;
    machine = ldirectord.machine();
    this.caller = caller;
    this.out = out;
    this.err = err;
  }

  /** Logs to standard error, and does not go into the background. */
  Launcher debugging() {
    debug = true;
    return this;
  }

  /**
   * Does it.
   *
   * @param words the configuration, which may be left out, and the command
   * @return the exit status
   */
  int launch(List<String> words) {
    boolean named = words.size() > 1;
    String config = named ? words.get(0) : "ldirectord.cf";
    String name = named ? config.substring(config.lastIndexOf('/') + 1) : Ldirectord.UNIT;
    command = words.get(named ? 1 : 0);
    String file = find(config);
    Instance instance = instance(file == null ? config : file, name);
    if (file == null) {
      return initError(instance, "Config file " + config + " not found");
    }
    ConfigReading reading = ConfigReading.of(instance);
    instance.setConfig(reading.config());
    if (!accept(instance, reading)) {
      return exit(instance, 2, "config_error: Configuration Error");
    }
    instance.log(
        "Invoking ldirectord invoked as: /usr/sbin/ldirectord " + String.join(" ", words) + " ");
    return dispatch(instance);
  }

  private Instance instance(String file, String name) {
    Instance instance =
        new Instance(machine, ldirectord.commands(), file, name, machine.nextProcessId());
    instance.out = out;
    instance.err = err;
    instance.debug = debug;
    return instance;
  }

  private @Nullable String find(String config) {
    FileTree files = machine.files();
    for (String path : List.of(DIRECTORY + config, DIRECTORY + "conf/" + config, config)) {
      String absolute = path.startsWith("/") ? path : "/" + path;
      if (files.exists(absolute) && !files.isDirectory(absolute)) {
        return path;
      }
    }
    return null;
  }

  /** Shows what is wrong with a configuration; false if it is refused. */
  private boolean accept(Instance instance, ConfigReading reading) {
    for (Config.Warning warning : reading.warnings()) {
      err.print(message(instance, "Warning", warning));
    }
    ConfigException error = reading.error();
    if (error == null) {
      return true;
    }
    Config.Warning about = new Config.Warning(error.line(), error.text());
    err.print(message(instance, "Error", about));
    if (instance.tells()) {
      instance.tell(
          new DaemonDecision.ConfigRefused(
              instance.configFile, error.line(), error.text().strip()));
    }
    return false;
  }

  private static String message(Instance instance, String kind, Config.Warning about) {
    return ConfigReading.message(instance.configFile, instance.processId, kind, about);
  }

  private int initError(Instance instance, String message) {
    instance.log(message);
    if (!debug) {
      err.println(message);
    }
    return exit(instance, 1, "Initialisation Error");
  }

  private int exit(Instance instance, int status, String message) {
    if (status != 0) {
      instance.log("Exiting with exit_status " + status + ": " + message);
    }
    return status;
  }

  private int dispatch(Instance instance) {
    RunningDirector running = ldirectord.find(instance.configName);
    if (running == null) {
      return switch (command) {
        case "start", "restart" -> start(instance);
        case "stop", "try-restart" -> 0;
        case "status" -> stopped(instance);
        default -> {
          instance.log("ldirectord is stopped for " + instance.configFile);
          yield exit(instance, 1, "Exiting from ldirectord " + command);
        }
      };
    }
    switch (command) {
      case "stop" -> running.terminate();
      case "restart", "try-restart" -> {
        running.terminate();
        return start(instance);
      }
      case "reload", "force-reload" -> running.hangUp();
      case "status" -> status(instance, running);
      default -> {} // start: it runs already
    }
    return 0;
  }

  private int stopped(Instance instance) {
    int status = 3;
    String processIdFile = processIdFile(instance);
    if (machine.files().exists(processIdFile)) {
      String stale = "ldirectord stale pid file " + processIdFile + " for " + instance.configFile;
      err.println(stale);
      instance.log(stale);
      status = 1;
    }
    out.println("ldirectord is stopped for " + instance.configFile);
    return exit(instance, status, "Exiting from ldirectord " + command);
  }

  private void status(Instance instance, RunningDirector running) {
    String text =
        "ldirectord for " + instance.configFile + " is running with pid: " + running.processId();
    err.println(text);
    instance.log(text);
    instance.log("Exiting from ldirectord " + command);
  }

  private int start(Instance instance) {
    awaitEnd(instance);
    if (debug || instance.config().supervised) {
      instance.log("Starting Linux Director v1.186-ha with pid: " + instance.processId);
      return runHere(instance);
    }
    instance.log("Starting Linux Director v1.186-ha as daemon");
    machine.nextProcessId();
    Instance daemon = instance.forked(machine.nextProcessId());
    writeProcessId(daemon);
    background(daemon);
    startOthers(daemon);
    return 0;
  }

  /** As restart waits for the file with the process id to go, second by second. */
  private void awaitEnd(Instance instance) {
    RunningDirector old = ldirectord.ending(instance.configName);
    if (old != null && caller != null) {
      old.whenEnded(caller::wake);
      caller.await(old::ended);
    }
  }

  private int runHere(Instance instance) {
    Process process = caller;
    if (process == null) {
      background(instance);
      return 0;
    }
    Director director = new Director(instance, () -> {});
    ldirectord.add(instance.configName, new RunningDirector(instance.processId, director, process));
    return director.live(process);
  }

  private void background(Instance daemon) {
    RunningDirector old = ldirectord.ending(daemon.configName);
    Director director = new Director(daemon, () -> removeProcessId(daemon));
    Process process =
        Process.start(
            machine.lab().simulation(),
            machine.name() + " ldirectord",
            self -> {
              if (old != null) {
                old.whenEnded(self::wake);
                self.await(old::ended);
                writeProcessId(daemon);
              }
              return director.live(self);
            });
    daemon.setProcess(process);
    ldirectord.add(daemon.configName, new RunningDirector(daemon.processId, director, process));
  }

  /** What execute= names. */
  private void startOthers(Instance daemon) {
    for (String other : daemon.config().instances) {
      new Launcher(ldirectord, caller, out, err).launch(List.of(other, "start"));
    }
  }

  private static String processIdFile(Instance instance) {
    return PROCESS_IDS + "/ldirectord." + instance.configName + ".pid";
  }

  private void writeProcessId(Instance daemon) {
    try {
      machine.files().makeDirectory(PROCESS_IDS);
      byte[] text = (daemon.processId + "\n").getBytes(StandardCharsets.US_ASCII);
      machine.files().write(processIdFile(daemon), text);
    } catch (HostException refused) {
      daemon.log("Can not open " + processIdFile(daemon));
    }
  }

  private void removeProcessId(Instance daemon) {
    try {
      machine.files().remove(processIdFile(daemon));
    } catch (HostException gone) {
      daemon.clearLastError();
    }
  }
}
