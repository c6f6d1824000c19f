package io.lvsim.ipvs;

import io.lvsim.trace.IpvsDecision;
import io.lvsim.wire.Ipv4Address;

/** Tells what becomes of connections and templates, when someone listens. */
final class EntryTelling {
  private final Telling telling;
  private final ConnectionTable connections;
  private final TemplateTable templates;

  EntryTelling(Telling telling, ConnectionTable connections, TemplateTable templates) {
    this.telling = telling;
    this.connections = connections;
    this.templates = templates;
  }

  boolean on() {
    return telling.on();
  }

  void made(int row) {
    if (telling.on()) {
      int template = connections.template(row);
      String why =
          template == ConnectionTable.NONE
              ? "the scheduler's choice"
              : "controlled by the template " + template(template);
      telling.tell(new IpvsDecision.ConnectionMade(flow(row), server(row), why));
    }
  }

  void hit(int row) {
    if (telling.on()) {
      telling.tell(new IpvsDecision.ConnectionHit(flow(row), server(row), state(row)));
    }
  }

  void replaced(int row, String why) {
    if (telling.on()) {
      telling.tell(new IpvsDecision.ConnectionReplaced(flow(row), server(row), why));
    }
  }

  void ended(int row, String why) {
    if (telling.on()) {
      telling.tell(new IpvsDecision.ConnectionEnded(flow(row), server(row), state(row), why));
    }
  }

  void replySeen(int row) {
    if (telling.on()) {
      telling.tell(new IpvsDecision.ReplySeen(flow(row), server(row)));
    }
  }

  void stateChanged(int row, int from, int to, String event, int timeoutSeconds) {
    if (telling.on()) {
      int protocol = connections.binding(row).protocol;
      telling.tell(
          new IpvsDecision.StateChanged(
              flow(row),
              ConnectionStates.name(protocol, from),
              ConnectionStates.name(protocol, to),
              event,
              timeoutSeconds));
    }
  }

  void templateMade(int row) {
    if (telling.on()) {
      telling.tell(
          new IpvsDecision.TemplateMade(
              template(row), templateServer(row), templates.timeoutSeconds(row)));
    }
  }

  void templateHit(int row) {
    if (telling.on()) {
      RealServer server = templates.server(row);
      String despite =
          server.weight() == 0
              ? ", although its weight is 0 (expire_quiescent_template = 0)"
              : server.isOverloaded() ? ", although it is overloaded" : "";
      telling.tell(
          new IpvsDecision.TemplateHit(
              template(row), templateServer(row), templates.timeoutSeconds(row), despite));
    }
  }

  void templateInvalidated(int row) {
    if (telling.on()) {
      String why =
          !templates.server(row).isKnown()
              ? "no service has the server"
              : templates.server(row).isAvailable()
                  ? "the server's weight is 0 and expire_quiescent_template = 1"
                  : "the server was removed from the service";
      telling.tell(new IpvsDecision.TemplateInvalidated(template(row), templateServer(row), why));
    }
  }

  void templateKept(int row) {
    if (telling.on()) {
      telling.tell(
          new IpvsDecision.TemplateKept(
              template(row),
              templateServer(row),
              templates.controlled(row),
              Timeouts.STILL_NEEDED_SECONDS));
    }
  }

  void templateEnded(int row, String why) {
    if (telling.on()) {
      telling.tell(new IpvsDecision.TemplateEnded(template(row), templateServer(row), why));
    }
  }

  String flow(int row) {
    Binding binding = connections.binding(row);
    return Telling.flow(
        binding.protocol,
        connections.client(row),
        connections.clientPort(row),
        binding.virtualAddress,
        binding.virtualPort);
  }

  String server(int row) {
    return Telling.server(connections.server(row));
  }

  String state(int row) {
    return ConnectionStates.name(connections.binding(row).protocol, connections.state(row));
  }

  String template(int row) {
    Binding binding = templates.binding(row);
    return Telling.protocol(binding.protocol)
        + " "
        + Ipv4Address.format(templates.client(row))
        + ":0 -> "
        + Ipv4Address.format(binding.virtualAddress)
        + ":"
        + binding.virtualPort;
  }

  String templateServer(int row) {
    return Telling.server(templates.server(row));
  }
}
