package io.lvsim.report.story;

import io.lvsim.ipvs.ConnectionEntry;
import io.lvsim.trace.IpvsDecision;
import io.lvsim.trace.SyncDecision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A director's connections and templates, kept by what it decides, for there may be far too many to
 * look at all of them each time; after each step they are compared with the table itself.
 */
final class ConnectionBook {
  private static final String TEMPLATE = "the template ";
  private static final String ANY_PORT = ":0";

  private final WatchedTable connections;
  private final WatchedTable templates;

  ConnectionBook(String node, Consumer<Happening> told) {
    connections = new WatchedTable(node, TableKind.CONNECTION, told);
    templates = new WatchedTable(node, TableKind.TEMPLATE, told);
  }

  /** Whether the decision is about an entry's beginning, state or end: counts follow those. */
  boolean decided(long now, IpvsDecision decision) {
    switch (decision) {
      case IpvsDecision.ConnectionMade d ->
          connections.set(now, d.flow(), server(d.server(), d.flow()) + "\tNONE\t");
      case IpvsDecision.StateChanged d -> stateChanged(now, d);
      case IpvsDecision.ConnectionReplaced d -> connections.set(now, d.flow(), null);
      case IpvsDecision.ConnectionEnded d -> connections.set(now, d.flow(), null);
      case IpvsDecision.TemplateMade d ->
          templates.set(now, d.template(), d.server() + "\t" + d.timeoutSeconds());
      case IpvsDecision.TemplateHit d ->
          templates.set(now, d.template(), d.server() + "\t" + d.timeoutSeconds());
      case IpvsDecision.TemplateKept d ->
          templates.set(now, d.template(), d.server() + "\t" + d.timeoutSeconds());
      case IpvsDecision.TemplateInvalidated d -> templates.set(now, d.template(), null);
      case IpvsDecision.TemplateEnded d -> templates.set(now, d.template(), null);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Another director has told of an entry. */
  void learned(long now, SyncDecision.Taken taken) {
    boolean template = taken.entry().startsWith(TEMPLATE);
    String name = template ? taken.entry().substring(TEMPLATE.length()) : taken.entry();
    if (template) {
      templates.set(now, name, taken.server() + "\t" + taken.timeoutSeconds());
    } else {
      String value = taken.server() + "\t" + taken.state() + "\t" + taken.timeoutSeconds();
      connections.set(now, name, value);
    }
  }

  /** A server of any port serves a connection at the port that the client asked for. */
  private static String server(String server, String flow) {
    return server.endsWith(ANY_PORT)
        ? server.substring(0, server.length() - 1) + flow.substring(flow.lastIndexOf(':') + 1)
        : server;
  }

  private void stateChanged(long now, IpvsDecision.StateChanged d) {
    String known = connections.get(d.flow());
    String server = known == null ? "" : column(known, 0);
    connections.set(now, d.flow(), server + "\t" + d.to() + "\t" + d.timeoutSeconds());
  }

  /** Brings both to what the director's table is. */
  void bring(long now, List<ConnectionEntry> entries) {
    Map<String, String> flows = new LinkedHashMap<>();
    Map<String, String> persistent = new LinkedHashMap<>();
    for (ConnectionEntry entry : entries) {
      String key = entry.flow();
      if (entry.template()) {
        persistent.put(key, entry.server() + "\t" + last(templates.get(key)));
      } else {
        String timeout = last(connections.get(key));
        flows.put(key, entry.server() + "\t" + entry.state() + "\t" + timeout);
      }
    }
    connections.bring(now, flows);
    templates.bring(now, persistent);
  }

  private static String last(@Nullable String value) {
    return value == null ? "" : value.substring(value.lastIndexOf('\t') + 1);
  }

  private static String column(String value, int number) {
    return value.split("\t", -1)[number];
  }
}
