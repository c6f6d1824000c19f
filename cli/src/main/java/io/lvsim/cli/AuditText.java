package io.lvsim.cli;

import io.lvsim.audit.AuditReport;
import io.lvsim.audit.CaptureSummary;
import io.lvsim.audit.Evidence;
import io.lvsim.audit.Finding;
import io.lvsim.audit.Severity;
import io.lvsim.engine.Nanos;
import io.lvsim.report.Ink;
import io.lvsim.report.VisibleText;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;

/** An audit's report for people. */
final class AuditText {
  private final PrintStream out;
  private final Ink ink;

  AuditText(PrintStream out, Ink ink) {
    this.out = out;
    this.ink = ink;
  }

  void print(AuditReport report) {
    for (CaptureSummary capture : report.captures()) {
      out.println(VisibleText.lineOf(capture.file()) + ": " + capture.frames() + " frames");
    }
    out.println("director: " + directors(report) + span(report));
    if (report.ipv6Frames() > 0) {
      out.println("left out: " + report.ipv6Frames() + " frames of IPv6");
    }
    report.notJudged().forEach(what -> out.println("not judged: " + what));
    for (Finding finding : report.findings()) {
      print(finding, report.beganNanos());
    }
    out.println();
    out.println(total(report));
  }

  private static String directors(AuditReport report) {
    return report.directors().isEmpty() ? "not known" : String.join(", ", report.directors());
  }

  private static String span(AuditReport report) {
    return report.frames() == 0
        ? ""
        : "; time 0 is "
            + instant(report.beganNanos())
            + ", the end "
            + seconds(report.endedNanos() - report.beganNanos());
  }

  private void print(Finding finding, long began) {
    String label = finding.severity().label();
    boolean told = finding.message().startsWith(finding.count() + " of ");
    String times = finding.count() > 1 && !told ? " (" + finding.count() + " times)" : "";
    out.println();
    out.println(
        (finding.severity() == Severity.NOTE ? ink.strong(label) : ink.bad(label))
            + ": "
            + finding.kind().code()
            + ": "
            + VisibleText.lineOf(finding.message())
            + times);
    for (Evidence evidence : finding.evidence()) {
      out.println(
          "  frame "
              + evidence.frame()
              + " of "
              + VisibleText.lineOf(evidence.file())
              + " at "
              + seconds(evidence.atNanos() - began)
              + ": "
              + evidence.what());
    }
    if (finding.count() > finding.evidence().size() && !finding.evidence().isEmpty()) {
      out.println("  ...");
    }
    out.println(ink.faint("  -> " + finding.kind().advice()));
  }

  private static String total(AuditReport report) {
    return report.count(Severity.ERROR)
        + " errors, "
        + report.count(Severity.WARNING)
        + " warnings, "
        + report.count(Severity.NOTE)
        + " notes in "
        + report.frames()
        + " frames";
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.6fs", nanos / (double) Nanos.PER_SECOND);
  }

  /** Stamps may lie before 1970. */
  static String instant(long nanos) {
    return Instant.ofEpochSecond(
            Math.floorDiv(nanos, Nanos.PER_SECOND), Math.floorMod(nanos, Nanos.PER_SECOND))
        .toString();
  }
}
