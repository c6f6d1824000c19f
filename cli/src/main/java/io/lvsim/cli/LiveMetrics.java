package io.lvsim.cli;

import io.lvsim.engine.Nanos;
import io.lvsim.ipvs.ListedTables;
import io.lvsim.live.Admission;
import io.lvsim.live.LiveCounters;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a live director has counted, as a line of JSON and as Prometheus reads it. */
final class LiveMetrics {
  private final String device;
  private final LiveState state;
  private final ListedTables tables;

  /**
   * @param device the interface's name
   */
  LiveMetrics(String device, LiveState state) {
    this.device = device;
    this.state = state;
    tables = state.tables();
  }

  /** One line, with its end. */
  String json() {
    LiveCounters counters = state.counters();
    StringBuilder json = new StringBuilder("{\"at\":\"" + Instant.now() + "\"");
    number(json, "uptime_ns", state.uptimeNanos());
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
    number(json, "active_connections", tables.activeConnections());
    number(json, "inactive_connections", tables.inactiveConnections());
    number(json, "connections_total", tables.total().connections());
    number(json, "entries", tables.entries());
    number(json, "entries_limit", tables.entriesLimit());
    number(json, "entries_refused", tables.refusedEntries());
    number(json, "handed_on", counters.handedOn());
    number(json, "handed_lost", counters.handedLost());
    json.append(",\"received_by_worker\":").append(state.received().toString().replace(" ", ""));
    return json.append(",\"link\":").append(state.link()).append("}\n").toString();
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
    addNic(text, state.counters());
    addWorkers(text, state.received());
    addTable(text);
    new ServiceMetrics(tables.services()).addTo(text);
    return text.toString();
  }

  private void addNic(PrometheusText text, LiveCounters counters) {
    String[] labels = {"device", device};
    text.gauge("lvsim_uptime_seconds", "How long the director has run.")
        .sample(state.uptimeNanos() / (double) Nanos.PER_SECOND);
    text.gauge("lvsim_link_up", "Whether the interface is there and has a carrier.")
        .sample(state.link() ? 1 : 0, labels);
    text.counter("lvsim_frames_received_total", "Frames that the interface handed over.")
        .sample(counters.received(), labels);
    text.counter("lvsim_frames_judged_total", "Frames received, by what became of them.");
    for (Admission.Verdict verdict : Admission.Verdict.values()) {
      text.sample(counters.of(verdict), labels[0], labels[1], "verdict", name(verdict));
    }
    text.counter("lvsim_frames_sent_total", "Frames that the interface took.")
        .sample(counters.sent(), labels);
    text.counter("lvsim_frames_unsent_total", "Frames that the interface did not take.")
        .sample(counters.unsent(), labels);
    text.counter("lvsim_frames_kernel_dropped_total", "Frames that the kernel had no room for.")
        .sample(counters.dropped(), labels);
    text.counter("lvsim_checksums_unfinished_total", "Frames with an unfinished checksum.")
        .sample(counters.unfinished(), labels);
    text.counter("lvsim_checksums_repaired_total", "Unfinished checksums that were computed.")
        .sample(counters.repaired(), labels);
    text.counter("lvsim_interface_lost_total", "How often the interface was lost.")
        .sample(counters.lost(), labels);
  }

  private void addWorkers(PrometheusText text, List<Long> received) {
    text.counter("lvsim_worker_frames_received_total", "Frames that each worker received.");
    for (int i = 0; i < received.size(); i++) {
      text.sample(received.get(i), "worker", String.valueOf(i + 1));
    }
    text.counter("lvsim_frames_handed_on_total", "Frames that were another worker's.")
        .sample(state.counters().handedOn());
    text.counter("lvsim_frames_handed_lost_total", "Frames that a worker had no room for.")
        .sample(state.counters().handedLost());
  }

  private void addTable(PrometheusText text) {
    text.gauge("lvsim_table_entries", "Connections and templates in the table.")
        .sample(tables.entries());
    text.gauge("lvsim_table_entries_limit", "How many there may be.").sample(tables.entriesLimit());
    text.counter("lvsim_table_entries_refused_total", "Those not made because it was full.")
        .sample(tables.refusedEntries());
  }
}
