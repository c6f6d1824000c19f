package io.lvsim.shell;

/** Names and numbers of signals, for commands that send them. */
public final class SignalNames {
  private SignalNames() {}

  /** The number of a signal by its name or number, with or without SIG; -1 for none. */
  public static int number(String written) {
    return Signals.number(written);
  }

  /** The name without SIG. */
  public static String name(int number) {
    return String.valueOf(Signals.name(number));
  }
}
