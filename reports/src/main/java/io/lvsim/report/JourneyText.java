package io.lvsim.report;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Predicate;

/**
 * Prints frames with what each node decided about them, one line each, in columns that can be
 * searched: every line of a frame begins with its number.
 */
public final class JourneyText {
  private final PrintStream out;
  private final Ink ink;

  public JourneyText(PrintStream out, Ink ink) {
    this.out = out;
    this.ink = ink;
  }

  /** What the columns and signs mean. */
  public void legend() {
    out.println("# #N  a frame: when and from which port it was sent, what it carries, why:");
    out.println("#       <- #M  while its sender dealt with frame #M; else a timer or a program");
    out.println("#     indented: when, who met it, what was decided, and the reason");
    out.println(
        "# -   decided with no frame at hand     $   typed at a terminal, or done to the lab");
  }

  /**
   * Prints what a filter lets through.
   *
   * @return how many frames that were
   */
  public int print(JourneyLog log, JourneyFilter filter) {
    int shown = 0;
    Predicate<JourneyLog.Entry> wanted = filter.in(log);
    for (JourneyLog.Entry entry : log.entries()) {
      if (wanted.test(entry)) {
        print(entry);
        shown += entry instanceof JourneyLog.Sent ? 1 : 0;
      }
    }
    if (log.frames() > JourneyLog.FRAMES_MAX) {
      out.println(
          "# only the first " + JourneyLog.FRAMES_MAX + " of " + log.frames() + " frames are kept");
    }
    return shown;
  }

  private void print(JourneyLog.Entry entry) {
    switch (entry) {
      case JourneyLog.Sent(Journey journey) -> print(journey);
      case JourneyLog.Told(long at, String node, String text) ->
          out.println(ink.strong(head("$", at, node) + VisibleText.lineOf(text)));
      case JourneyLog.Decided(long at, String node, String code, String reason) ->
          out.println(head("-", at, node) + decision(code, reason));
    }
  }

  private void print(Journey journey) {
    String number = "#" + journey.number();
    Journey cause = journey.cause();
    String why = cause == null ? "" : "  <- #" + cause.number();
    out.println(
        ink.strong(
                head(number, journey.atNanos(), journey.node() + "." + journey.port())
                    + FrameText.of(journey.frame()))
            + ink.faint("  " + FrameText.macs(journey.frame()) + why));
    List<Journey.Meeting> meetings = journey.meetings();
    for (Journey.Meeting met : meetings) {
      out.println(
          head(number, met.atNanos(), "  " + met.node()) + decision(met.code(), met.reason()));
    }
  }

  private static String head(String sign, long atNanos, String node) {
    return String.format(
        "%-6s %14s  %-15s ", sign, Spans.instant(atNanos), VisibleText.lineOf(node));
  }

  private static String decision(String code, String reason) {
    return String.format("%-22s %s", code, VisibleText.lineOf(reason));
  }
}
