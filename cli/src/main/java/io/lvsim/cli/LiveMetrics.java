package io.lvsim.cli;

import io.lvsim.engine.Nanos;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.live.Admission;
import io.lvsim.live.LiveCounters;
import io.lvsim.live.NicWire;
import java.time.Instant;
import java.util.Locale;

/** What a live director has counted, as a line of JSON and as Prometheus reads it. */
final class LiveMetrics {
  private final LiveDirector director;
  private final NicWire wire;
  private final long beganAtNanos;

  LiveMetrics(LiveDirector director, NicWire wire) {
    this.director = director;
    this.wire = wire;
    beganAtNanos = director.simulation().now();
  }

  long uptimeNanos() {
    return director.simulation().now() - beganAtNanos;
  }

  private Ipvs ipvs() {
    return director.machine().ipvs();
  }

  /** One line, with its end. */
  String json() {
    LiveCounters counters = wire.counters();
    int[] connections = director.connections();
    StringBuilder json = new StringBuilder("{\"at\":\"" + Instant.now() + "\"");
    number(json, "uptime_ns", uptimeNanos());
    number(json, "received", counters.received());
    for (Admission.Verdict verdict : Admission.Verdict.values()) {
      number(json, name(verdict), counters.of(verdict));
    }
    number(json, "sent", counters.sent());
    number(json, "unsent", counters.unsent());
    number(json, "kernel_dropped", counters.dropped());
    number(json, "unfinished_checksums", counters.unfinished());
    number(json, "repaired_checksums", counters.repaired());
    number(json, "nic_lost", counters.lost());
    number(json, "active_connections", connections[0]);
    number(json, "inactive_connections", connections[1]);
    number(json, "connections_total", ipvs().total().connections());
    number(json, "entries", ipvs().entries());
    number(json, "entries_limit", ipvs().entriesLimit());
    number(json, "entries_refused", ipvs().refusedEntries());
    return json.append(",\"link\":").append(wire.carrier()).append("}\n").toString();
  }

  private static void number(StringBuilder json, String name, long value) {
    json.append(",\"").append(name).append("\":").append(value);
  }

  private static String name(Admission.Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  /** In Prometheus's text format, version 0.0.4. */
  String prometheus() {
    PrometheusText text = new PrometheusText();
    addNic(text, wire.counters());
    addTable(text);
    new ServiceMetrics(ipvs().services()).addTo(text);
    return text.toString();
  }

  private void addNic(PrometheusText text, LiveCounters counters) {
    String[] device = {"device", director.nic().name()};
    text.gauge("lvsim_uptime_seconds", "How long the director has run.")
        .sample(uptimeNanos() / (double) Nanos.PER_SECOND);
    text.gauge("lvsim_link_up", "Whether the interface is there and has a carrier.")
        .sample(wire.carrier() ? 1 : 0, device);
    text.counter("lvsim_frames_received_total", "Frames that the interface handed over.")
        .sample(counters.received(), device);
    text.counter("lvsim_frames_judged_total", "Frames received, by what became of them.");
    for (Admission.Verdict verdict : Admission.Verdict.values()) {
      text.sample(counters.of(verdict), device[0], device[1], "verdict", name(verdict));
    }
    text.counter("lvsim_frames_sent_total", "Frames that the interface took.")
        .sample(counters.sent(), device);
    text.counter("lvsim_frames_unsent_total", "Frames that the interface did not take.")
        .sample(counters.unsent(), device);
    text.counter("lvsim_frames_kernel_dropped_total", "Frames that the kernel had no room for.")
        .sample(counters.dropped(), device);
    text.counter("lvsim_checksums_unfinished_total", "Frames with an unfinished checksum.")
        .sample(counters.unfinished(), device);
    text.counter("lvsim_checksums_repaired_total", "Unfinished checksums that were computed.")
        .sample(counters.repaired(), device);
    text.counter("lvsim_interface_lost_total", "How often the interface was lost.")
        .sample(counters.lost(), device);
  }

  private void addTable(PrometheusText text) {
    text.gauge("lvsim_table_entries", "Connections and templates in the table.")
        .sample(ipvs().entries());
    text.gauge("lvsim_table_entries_limit", "How many there may be.").sample(ipvs().entriesLimit());
    text.counter("lvsim_table_entries_refused_total", "Those not made because it was full.")
        .sample(ipvs().refusedEntries());
  }
}
