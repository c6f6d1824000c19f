package io.lvsim.command.net;

/** Numbers as the options of iputils read them (strtol_or_err). */
public final class IputilsNumber {
  private IputilsNumber() {}

  /**
   * A whole number within bounds.
   *
   * @throws Refusal exit status 1, in the words of iputils
   */
  public static long parse(String program, String text, long minimum, long maximum) throws Refusal {
    long value;
    try {
      value = Long.decode(text);
    } catch (NumberFormatException notANumber) {
      throw new Refusal(1, program + ": invalid argument: '" + text + "'\n");
    }
    if (value < minimum || value > maximum) {
      throw new Refusal(
          1,
          program
              + ": invalid argument: '"
              + text
              + "': out of range: "
              + minimum
              + " <= value <= "
              + maximum
              + "\n");
    }
    return value;
  }
}
