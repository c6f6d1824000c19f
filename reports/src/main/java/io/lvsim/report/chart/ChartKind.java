package io.lvsim.report.chart;

import java.util.Locale;

/** The charts that a story may give. */
public enum ChartKind {
  /** New connections that reach each real server over time. */
  REQUESTS("Requests per real server"),
  /** How many of them each real server got, against what its weight says. */
  SHARE("Share of requests against weight"),
  /** A director's connections over time, by state. */
  CONNECTIONS("Connections by state"),
  /** A director's persistence templates over time. */
  TEMPLATES("Persistence templates alive"),
  /** Which MAC each cache held for a virtual address, and when. */
  NEIGHBORS("Who each cache took for a virtual address"),
  /** Frames for a virtual address that reached a real server without the director. */
  BYPASSED("Frames round the director"),
  /** How long clients waited for the handshake and for the first byte of an answer. */
  LATENCY("How long clients waited");

  private final String title;

  ChartKind(String title) {
    this.title = title;
  }

  /** As it is written in files and options, such as {@code requests}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For drawings outside the page, which has its own words. */
  public String title() {
    return title;
  }
}
