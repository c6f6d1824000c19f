package io.lvsim.command.system;

import io.lvsim.lab.OperatingSystem;
import io.lvsim.lab.Unit;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.List;

/** systemctl(1): start, stop, restart, reload, status and the like, for units of type service. */
final class Systemctl implements Command {
  private static final int EXIT_NOT_RUNNING = 3;
  private static final int EXIT_NO_SUCH_UNIT = 4;
  private static final int EXIT_NOT_INSTALLED = 5;

  private final UnitCatalog catalog;

  Systemctl(UnitCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public int run(Invocation call) {
    List<String> words = new ArrayList<>();
    boolean quiet = false;
    boolean now = false;
    for (String word : call.arguments()) {
      if (!word.startsWith("-")) {
        words.add(word);
      } else if (word.equals("-q") || word.equals("--quiet")) {
        quiet = true;
      } else if (word.equals("--now")) {
        now = true;
      } else if (!List.of("--no-pager", "-l", "--full", "--system").contains(word)) {
        return unknownOption(call, word);
      }
    }
    if (words.isEmpty()) {
      return UnitText.listAll(call);
    }
    String verb = words.removeFirst();
    return run(call, verb, words, quiet, now);
  }

  private int run(Invocation call, String verb, List<String> units, boolean quiet, boolean now) {
    switch (verb) {
      case "daemon-reload" -> {
        return 0;
      }
      case "list-units" -> {
        return UnitText.listAll(call);
      }
      default -> {
        // a verb for units follows
      }
    }
    if (!UnitVerb.isKnown(verb)) {
      call.err().println(UnitVerb.unknown(call.machine().os(), verb));
      return 1;
    }
    if (units.isEmpty()) {
      call.err().println("Too few arguments.");
      return 1;
    }
    return runEach(call, verb, units, quiet, now);
  }

  private int runEach(
      Invocation call, String verb, List<String> units, boolean quiet, boolean now) {
    int status = 0;
    boolean anyActive = false;
    for (String name : units) {
      int one = runOne(call, verb, name, quiet, now);
      anyActive |= one == 0;
      status = one == 0 ? status : one;
    }
    return verb.equals("is-active") && anyActive ? 0 : status;
  }

  private int runOne(Invocation call, String verb, String name, boolean quiet, boolean now) {
    Unit unit = catalog.find(call.machine(), name);
    if (unit == null) {
      return noSuchUnit(call, verb, fullName(name), quiet);
    }
    return switch (verb) {
      case "start" -> start(call, unit);
      case "stop" -> stop(call, unit);
      case "restart" -> {
        stop(call, unit);
        yield start(call, unit);
      }
      case "try-restart" -> unit.active() ? stop(call, unit) + start(call, unit) : 0;
      case "reload" -> reload(call, unit);
      case "reload-or-restart" -> unit.active() && unit.reload() ? 0 : restart(call, unit);
      case "status" -> UnitText.status(call, unit, catalog.record(call.machine(), unit));
      case "enable" -> enable(call, unit, true) + (now ? start(call, unit) : 0);
      case "disable" -> enable(call, unit, false) + (now ? stop(call, unit) : 0);
      case "is-enabled" -> isEnabled(call, unit, quiet);
      default -> isActive(call, unit, verb.equals("is-failed"), quiet);
    };
  }

  private int restart(Invocation call, Unit unit) {
    stop(call, unit);
    return start(call, unit);
  }

  /** Starts a unit and says what systemd says when that fails. */
  int start(Invocation call, Unit unit) {
    boolean wasActive = unit.active();
    UnitCatalog.Record record = catalog.record(call.machine(), unit);
    if (unit instanceof SavedRules rules) {
      rules.startIn(call.process());
    } else {
      record.journal = unit.start().lines().toList();
    }
    if (!wasActive) {
      changed(call, unit);
    }
    if (unit.failed()) {
      call.err().println(UnitText.jobFailed(call.machine().os(), unit.name()));
      return 1;
    }
    return 0;
  }

  int stop(Invocation call, Unit unit) {
    boolean wasActive = unit.active();
    if (unit instanceof SavedRules rules) {
      rules.stopIn(call.process());
    } else {
      unit.stop();
    }
    if (wasActive) {
      changed(call, unit);
    }
    return 0;
  }

  private void changed(Invocation call, Unit unit) {
    catalog.record(call.machine(), unit).changedAtNanos = call.process().simulation().now();
  }

  private static int reload(Invocation call, Unit unit) {
    if (!unit.active()) {
      call.err().println(unit.name() + ".service is not active, cannot reload.");
      return 1;
    }
    if (!unit.reload()) {
      call.err()
          .println(
              "Failed to reload "
                  + unit.name()
                  + ".service: Job type reload is not applicable for unit "
                  + unit.name()
                  + ".service.");
      return 1;
    }
    return 0;
  }

  private int enable(Invocation call, Unit unit, boolean on) {
    UnitCatalog.Record record = catalog.record(call.machine(), unit);
    if (record.enabled != on) {
      record.enabled = on;
      call.err().println(UnitText.linkMessage(call.machine().os(), unit.name(), on));
    }
    return 0;
  }

  private int isEnabled(Invocation call, Unit unit, boolean quiet) {
    boolean enabled = catalog.record(call.machine(), unit).enabled;
    if (!quiet) {
      call.out().println(enabled ? "enabled" : "disabled");
    }
    return enabled ? 0 : 1;
  }

  private static int isActive(Invocation call, Unit unit, boolean askForFailed, boolean quiet) {
    if (!quiet) {
      call.out().println(UnitText.activeWord(unit));
    }
    boolean holds = askForFailed ? unit.failed() : unit.active();
    int otherwise = askForFailed ? 1 : EXIT_NOT_RUNNING;
    return holds ? 0 : otherwise;
  }

  private static int noSuchUnit(Invocation call, String verb, String name, boolean quiet) {
    switch (verb) {
      case "status" -> {
        call.err().println("Unit " + name + " could not be found.");
        return EXIT_NO_SUCH_UNIT;
      }
      case "is-active", "is-failed" -> {
        if (!quiet) {
          call.out().println(isOld(call) ? "unknown" : "inactive");
        }
        return verb.equals("is-failed") ? 1 : EXIT_NOT_RUNNING;
      }
      case "enable", "disable" -> {
        String kind = isOld(call) ? "No such file or directory" : "Unit file " + name;
        String tail = isOld(call) ? "" : " does not exist.";
        call.err().println("Failed to " + verb + " unit: " + kind + tail);
        return 1;
      }
      case "is-enabled" -> {
        call.err()
            .println("Failed to get unit file state for " + name + ": No such file or directory");
        return 1;
      }
      default -> {
        call.err().println("Failed to " + verb + " " + name + ": Unit " + name + " not found.");
        return EXIT_NOT_INSTALLED;
      }
    }
  }

  private static boolean isOld(Invocation call) {
    return call.machine().os() == OperatingSystem.CENTOS_7;
  }

  private static int unknownOption(Invocation call, String word) {
    String option =
        word.startsWith("--")
            ? "unrecognized option '" + word + "'"
            : "invalid option -- '" + word.substring(1, 2) + "'";
    call.err().println("systemctl: " + option);
    return 1;
  }

  static String fullName(String name) {
    return name.contains(".") ? name : name + ".service";
  }
}
