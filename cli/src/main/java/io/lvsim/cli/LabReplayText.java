package io.lvsim.cli;

import io.lvsim.host.Interface;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.replay.Conversation;
import io.lvsim.replay.PortReplay;
import io.lvsim.replay.ReplayTotals;
import io.lvsim.report.Spans;
import io.lvsim.report.VisibleText;
import io.lvsim.wire.MacAddress;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What became of a capture in a lab, for people. */
final class LabReplayText {
  private final PrintStream out;

  LabReplayText(PrintStream out) {
    this.out = out;
  }

  void print(String capture, EntryPort entry, LabReplay.Outcome outcome) {
    long span = outcome.played().spanNanos();
    out.println(
        "replayed "
            + ReplayText.count(outcome.replay().sent(), "frame")
            + " of "
            + VisibleText.lineOf(capture)
            + " at "
            + entry
            + " from "
            + Spans.instant(outcome.beganNanos())
            + " on (captured over "
            + Spans.span(span)
            + ")");
    ReplayText.skipped(out, outcome.played());
    warn(outcome);
    conversations(outcome);
    losses(outcome.decisions().losses());
  }

  private void warn(LabReplay.Outcome outcome) {
    ReplayText.wrongChecksums(out, outcome.played());
    ReplayTotals all = outcome.replay().others();
    for (Conversation c : outcome.replay().conversations()) {
      all = all.with(c);
    }
    if (all.heldBack() > 0) {
      out.println(
          "  "
              + ReplayText.count(all.heldBack(), "frame")
              + " waited until the server had sent what they, or one before them, acknowledge");
    }
    if (all.tooEarly() > 0) {
      out.println(
          "  "
              + ReplayText.count(all.tooEarly(), "frame")
              + " acknowledged what the server did not send, after waiting "
              + Spans.span(PortReplay.HELD_NANOS)
              + "; it answers otherwise than the captured one");
    }
  }

  private void conversations(LabReplay.Outcome outcome) {
    List<Conversation> all = outcome.replay().conversations();
    if (all.isEmpty()) {
      return;
    }
    int width = 10;
    for (Conversation c : all) {
      width = Math.max(width, c.flow().length());
    }
    String columns = "  %14s  %-" + width + "s  %-21s  %-12s %6s %7s  %s%n";
    out.printf(columns, "time", "connection", "real server", "answered by", "sent", "answers", "");
    long[] untils = untils(all);
    for (int i = 0; i < all.size(); i++) {
      Conversation c = all.get(i);
      String server = outcome.decisions().server(c.flow(), untils[i]);
      out.printf(
          columns,
          Spans.instant(c.beganNanos()),
          c.flow(),
          server == null ? "-" : server,
          String.join(",", answeredBy(outcome.lab(), c)),
          c.sent(),
          c.answers(),
          ending(c));
    }
    others(outcome.replay().others());
  }

  private void others(ReplayTotals others) {
    if (others.conversations() > 0) {
      out.println(
          String.format(
              Locale.ROOT,
              "  and %d more: %d without an answer, %d reset, %d with ICMP errors, %d bytes back",
              others.conversations(),
              others.unanswered(),
              others.reset(),
              others.failed(),
              others.answerBytes()));
    }
  }

  /** When each conversation's flow begins the next one. */
  private static long[] untils(List<Conversation> all) {
    long[] untils = new long[all.size()];
    Map<String, Long> next = new LinkedHashMap<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      Conversation c = all.get(i);
      Long until = next.put(c.flow(), c.beganNanos());
      untils[i] = until == null ? Long.MAX_VALUE : until;
    }
    return untils;
  }

  private static String ending(Conversation c) {
    List<String> told = new ArrayList<>();
    if (c.answers() == 0) {
      told.add("no answer");
    }
    if (c.answerBytes() > 0) {
      told.add(ReplayText.count(c.answerBytes(), "byte") + " back");
    }
    if (c.resets() > 0) {
      told.add("reset");
    }
    if (c.errors() > 0) {
      told.add(ReplayText.count(c.errors(), "ICMP error"));
    }
    return String.join(", ", told);
  }

  /** The machines whose MACs the answers came from. */
  private static List<String> answeredBy(Lab lab, Conversation conversation) {
    if (conversation.answeredBy().isEmpty()) {
      return List.of("-");
    }
    return conversation.answeredBy().stream().map(mac -> ownerOf(lab, mac)).distinct().toList();
  }

  private static String ownerOf(Lab lab, long mac) {
    for (Machine machine : lab.machines()) {
      for (Interface nic : machine.host().interfaces()) {
        if (nic.mac() == mac && !nic.isLoopback()) {
          return machine.name();
        }
      }
    }
    return MacAddress.format(mac);
  }

  private void losses(List<ReplayDecisions.Loss> losses) {
    if (losses.isEmpty()) {
      return;
    }
    out.println("went no further:");
    for (ReplayDecisions.Loss loss : losses) {
      out.printf(
          "  %6d  %-12s %-20s %s%n",
          loss.count(), loss.node(), loss.code(), VisibleText.lineOf(loss.reason()));
    }
  }
}
