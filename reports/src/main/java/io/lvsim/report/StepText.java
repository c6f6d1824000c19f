package io.lvsim.report;

import io.lvsim.scenario.Check;
import io.lvsim.scenario.FaultAction;
import io.lvsim.scenario.Step;
import io.lvsim.wire.Ipv4Address;
import java.util.stream.Collectors;

/** What a step of a scenario does, in a few words. */
public final class StepText {
  private StepText() {}

  /**
   * Its kind for machines: {@code run}, {@code wait}, {@code fault}, {@code check}, {@code mark}.
   */
  public static String kind(Step step) {
    return switch (step) {
      case Step.Run run -> "run";
      case Step.Wait wait -> "wait";
      case Step.Fault fault -> "fault";
      case Step.Verify verify -> "check";
      case Step.Mark mark -> "mark";
    };
  }

  /** In words; of a script only where it runs, as it is shown anyway. */
  public static String of(Step step) {
    return switch (step) {
      case Step.Run run -> "on " + run.on();
      case Step.Wait wait -> "wait " + Spans.span(wait.nanos());
      case Step.Fault fault ->
          "fault: " + fault.actions().stream().map(StepText::of).collect(Collectors.joining(", "));
      case Step.Verify verify ->
          "check: " + verify.checks().stream().map(StepText::of).collect(Collectors.joining("; "));
      case Step.Mark mark ->
          "counts begin anew" + (mark.name().isEmpty() ? "" : ": " + mark.name());
    };
  }

  private static String of(FaultAction action) {
    return switch (action) {
      case FaultAction.LinkState a ->
          link(a.host(), a.interfaceName()) + (a.up() ? " plugged in" : " pulled");
      case FaultAction.LinkLoss a ->
          link(a.host(), a.interfaceName()) + " loses " + a.loss() * 100 + " % of frames";
      case FaultAction.LinkDelay a ->
          link(a.host(), a.interfaceName()) + " takes " + Spans.span(a.nanos());
      case FaultAction.LinkRate a ->
          link(a.host(), a.interfaceName()) + " takes " + a.bitsPerSecond() + " bit/s";
      case FaultAction.LinkClear a -> link(a.host(), a.interfaceName()) + " is as at first";
      case FaultAction.HostPower a -> a.host() + (a.on() ? " boots" : " loses its power");
      case FaultAction.Clear a -> "everything is as at first";
    };
  }

  private static String link(String host, String interfaceName) {
    return "cable of " + host + "." + interfaceName;
  }

  /** What is demanded, in words. */
  public static String of(Check check) {
    return switch (check) {
      case Check.Neighbor c ->
          c.on() + "'s neighbour entry for " + Ipv4Address.format(c.address()) + " is " + c.is();
      case Check.Served c -> "served " + counts(c.byHost());
      case Check.Bypassed c -> c.count().text() + " frames went round the director";
      case Check.Connections c ->
          c.count().text() + (c.templates() ? " templates on " : " connections on ") + c.on();
      case Check.Servers c -> c.on() + " has the servers " + counts(c.weights());
      case Check.ArpAnswered c ->
          "requests for "
              + Ipv4Address.format(c.address())
              + " were answered by "
              + (c.by().isEmpty() ? "nobody" : String.join(", ", c.by()));
      case Check.SwitchTable c -> c.switchName() + " has learned " + c.ports();
      case Check.FileText c -> c.on() + ":" + c.path();
      case Check.SysctlValue c -> c.on() + ": " + c.key() + " = " + c.is();
    };
  }

  private static String counts(java.util.Map<String, io.lvsim.scenario.Count> counts) {
    return counts.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue().text())
        .collect(Collectors.joining(", "));
  }
}
