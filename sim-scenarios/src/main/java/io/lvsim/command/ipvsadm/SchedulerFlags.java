package io.lvsim.command.ipvsadm;

import java.util.ArrayList;
import java.util.List;

/** The flags behind -b, by number and by the names that the schedulers sh and mh have for them. */
final class SchedulerFlags {
  private static final int FLAG_1 = 0x08;
  private static final int FLAG_2 = 0x10;
  private static final int FLAG_3 = 0x20;
  private static final int ALL = FLAG_1 | FLAG_2 | FLAG_3;

  private SchedulerFlags() {}

  /**
   * Reads flags separated by commas.
   *
   * @param scheduler as given so far, empty for none
   * @return bits as in ip_vs.h
   */
  static int parse(String scheduler, String text) throws Exit {
    int flags = 0;
    for (String name : text.split(",")) {
      if (!name.isEmpty()) {
        flags |= flag(scheduler, name);
      }
    }
    return flags;
  }

  private static int flag(String scheduler, String name) throws Exit {
    int flag =
        switch (name) {
          case "flag-1", "sh-fallback", "mh-fallback" -> FLAG_1;
          case "flag-2", "sh-port", "mh-port" -> FLAG_2;
          case "flag-3" -> FLAG_3;
          default -> throw Exit.usage("invalid scheduler flag `" + name + "'");
        };
    if (!name.startsWith("flag-") && !name.startsWith(scheduler + "-")) {
      throw Exit.usage("incompatible scheduler flag `" + name + "'");
    }
    return flag;
  }

  /** Whether a service has any. */
  static boolean any(int flags) {
    return (flags & ALL) != 0;
  }

  /** As listed and saved: names where the scheduler has them, and only of flags it knows. */
  static String format(String scheduler, int flags) {
    boolean hashes = scheduler.equals("sh") || scheduler.equals("mh");
    List<String> names = new ArrayList<>();
    if ((flags & FLAG_1) != 0) {
      names.add(hashes ? scheduler + "-fallback" : "flag-1");
    }
    if ((flags & FLAG_2) != 0) {
      names.add(hashes ? scheduler + "-port" : "flag-2");
    }
    if ((flags & FLAG_3) != 0 && !hashes) {
      names.add("flag-3");
    }
    return String.join(",", names);
  }
}
