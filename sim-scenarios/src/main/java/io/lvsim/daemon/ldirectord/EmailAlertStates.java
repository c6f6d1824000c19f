package io.lvsim.daemon.ldirectord;

/** In which states of the daemon alerts are wanted, as a set of bits. */
final class EmailAlertStates {
  static final int STARTING = 1;
  static final int RUNNING = 2;
  static final int STOPPING = 4;
  static final int RELOADING = 8;
  static final int ALL = STARTING | RUNNING | STOPPING | RELOADING;

  private EmailAlertStates() {}

  /** Reads words separated by commas. */
  static int read(int line, String text) throws ConfigException {
    String[] words = text.isEmpty() ? new String[0] : text.split("\\s*,\\s*");
    boolean none = java.util.List.of(words).contains("none");
    int states = 0;
    for (String word : words) {
      if (!word.equals("none")) {
        states = word.equals("all") ? ALL : states | state(line, word);
        if (none) {
          throw new ConfigException(
              line, "invalid email alert status: \"" + word + "\" specified with \"none\"");
        }
      }
    }
    return states;
  }

  private static int state(int line, String word) throws ConfigException {
    return switch (word) {
      case "starting" -> STARTING;
      case "running" -> RUNNING;
      case "stopping" -> STOPPING;
      case "reloading" -> RELOADING;
      default -> throw new ConfigException(line, "invalid email alert status at: \"" + word + "\"");
    };
  }
}
