package io.lvsim.shell;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Linux's signals: names, numbers, and what a shell says of a process that one has ended. */
final class Signals {
  static final int INTERRUPT = 2;
  static final int PIPE = 13;
  static final int TERMINATE = 15;

  private static final String[] NAMES = {
    "EXIT", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV",
    "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
    "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"
  };

  private static final String[] DESCRIPTIONS = {
    "",
    "Hangup",
    "Interrupt",
    "Quit",
    "Illegal instruction",
    "Trace/breakpoint trap",
    "Aborted",
    "Bus error",
    "Floating point exception",
    "Killed",
    "User defined signal 1",
    "Segmentation fault",
    "User defined signal 2",
    "Broken pipe",
    "Alarm clock",
    "Terminated"
  };

  private Signals() {}

  /** The number of a signal by its name or number, with or without SIG; -1 for none. */
  static int number(String written) {
    if (written.matches("\\d{1,3}")) {
      int number = Integer.parseInt(written);
      return number < 65 ? number : -1;
    }
    String name = written.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The name without SIG; null if there is no such signal. */
  static @Nullable String name(int number) {
    return number >= 0 && number < NAMES.length ? NAMES[number] : null;
  }

  static String description(int number) {
    return number < DESCRIPTIONS.length ? DESCRIPTIONS[number] : "Signal " + number;
  }
}
