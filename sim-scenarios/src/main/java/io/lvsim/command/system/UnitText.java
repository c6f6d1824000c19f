package io.lvsim.command.system;

import io.lvsim.engine.Nanos;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.lab.Unit;
import io.lvsim.shell.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The texts of systemd 252 (Debian 12) and 219 (CentOS 7). */
final class UnitText {
  private static final int EXIT_NOT_RUNNING = 3;
  private static final DateTimeFormatter SINCE =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter JOURNAL =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private UnitText() {}

  /** active, inactive or failed. */
  static String activeWord(Unit unit) {
    if (unit.active()) {
      return "active";
    }
    return unit.failed() ? "failed" : "inactive";
  }

  /** systemctl status; returns its exit status. */
  static int status(Invocation call, Unit unit, UnitCatalog.Record record) {
    boolean old = call.machine().os() == OperatingSystem.CENTOS_7;
    String indent = old ? "   " : "     ";
    String directory = old ? "/usr/lib/systemd/system/" : "/lib/systemd/system/";
    String preset = old ? "; vendor preset: disabled" : "; preset: enabled";
    String enabled = record.enabled ? "enabled" : "disabled";
    String path = directory + unit.name() + ".service";
    call.out().println(dot(unit, old) + " " + unit.name() + ".service - " + unit.description());
    call.out().println(indent + "Loaded: loaded (" + path + "; " + enabled + preset + ")");
    call.out().println(indent + "Active: " + activeLine(call, unit, record));
    journal(call, unit, record);
    return unit.active() ? 0 : EXIT_NOT_RUNNING;
  }

  private static void journal(Invocation call, Unit unit, UnitCatalog.Record record) {
    if (!unit.failed() || record.journal.isEmpty()) {
      return;
    }
    Instant then = call.machine().lab().epoch().plusNanos(record.changedAtNanos);
    String prefix = JOURNAL.format(then) + " " + call.machine().name() + " ";
    call.out().println("");
    for (String line : record.journal) {
      call.out().println(prefix + unit.name() + ": " + line);
    }
    call.out().println(prefix + "systemd[1]: Failed to start " + unit.description() + ".");
  }

  private static String dot(Unit unit, boolean old) {
    if (old || unit.active()) {
      return "●";
    }
    return unit.failed() ? "×" : "○";
  }

  private static String activeLine(Invocation call, Unit unit, UnitCatalog.Record record) {
    if (unit.active()) {
      String how = unit instanceof SavedRules ? "exited" : "running";
      return "active (" + how + ") since " + since(call, record);
    }
    return unit.failed()
        ? "failed (Result: exit-code) since " + since(call, record)
        : "inactive (dead)";
  }

  private static String since(Invocation call, UnitCatalog.Record record) {
    Instant then = call.machine().lab().epoch().plusNanos(record.changedAtNanos);
    long agoNanos = call.process().simulation().now() - record.changedAtNanos;
    return SINCE.format(then) + "; " + span(Duration.ofNanos(agoNanos)) + " ago";
  }

  /** As systemd's FORMAT_TIMESPAN with an accuracy that leaves two units. */
  private static String span(Duration time) {
    if (time.toHours() > 0) {
      return time.toHours() + "h " + time.toMinutesPart() + "min";
    }
    if (time.toMinutes() > 0) {
      return time.toMinutes() + "min " + time.toSecondsPart() + "s";
    }
    return time.toSeconds() > 0 ? time.toSeconds() + "s" : time.toNanos() / Nanos.PER_MILLI + "ms";
  }

  /** What systemctl says when a unit's program failed at its start. */
  static String jobFailed(OperatingSystem os, String name) {
    String what =
        "Job for " + name + ".service failed because the control process exited with error code.";
    String status = "See \"systemctl status " + name + ".service\" and \"journalctl ";
    return os == OperatingSystem.CENTOS_7
        ? what + " " + status + "-xe\" for details."
        : what + "\n" + status + "-xeu " + name + ".service\" for details.";
  }

  /** What enable and disable say of the symbolic link that they made or removed. */
  static String linkMessage(OperatingSystem os, String name, boolean made) {
    String link = "/etc/systemd/system/multi-user.target.wants/" + name + ".service";
    boolean old = os == OperatingSystem.CENTOS_7;
    if (!made) {
      return old ? "Removed symlink " + link + "." : "Removed \"" + link + "\".";
    }
    return old
        ? "Created symlink from " + link + " to /usr/lib/systemd/system/" + name + ".service."
        : "Created symlink " + link + " → /lib/systemd/system/" + name + ".service.";
  }

  /** systemctl without a verb. */
  static int listAll(Invocation call) {
    call.out().println("  UNIT                 LOAD   ACTIVE   SUB     DESCRIPTION");
    for (Unit unit : call.machine().units()) {
      call.out()
          .println(
              String.format(
                  Locale.ROOT,
                  "  %-20s loaded %-8s %-7s %s",
                  unit.name() + ".service",
                  activeWord(unit),
                  sub(unit),
                  unit.description()));
    }
    return 0;
  }

  private static String sub(Unit unit) {
    if (!unit.active()) {
      return unit.failed() ? "failed" : "dead";
    }
    return unit instanceof SavedRules ? "exited" : "running";
  }
}
