package io.lvsim.scenario.file;

import java.util.List;

/** Every mapping with fixed fields that a scenario file can have; the JSON schema has the same. */
final class Shapes {
  static final Shape SCENARIO =
      new Shape(
          "scenario",
          "a scenario",
          "name",
          "description",
          "seed",
          "kernel",
          "clock",
          "topology",
          "steps",
          "exercise",
          "sections");

  static final Shape TOPOLOGY =
      new Shape(
          "topology",
          "a topology",
          "preset",
          "vip",
          "director",
          "real-servers",
          "clients",
          "listeners",
          "router",
          "prefix",
          "arp",
          "os",
          "switches",
          "hosts",
          "links");

  static final Shape ROUTER = new Shape("router", "a router", "address", "far", "far-clients");

  static final Shape SWITCH = new Shape("switch", "a switch", "aging");

  static final Shape HOST =
      new Shape("host", "a host", "os", "interfaces", "sysctl", "files", "services", "routes");

  static final Shape INTERFACE =
      new Shape(
          "interface",
          "an interface",
          "type",
          "switch",
          "peer",
          "mac",
          "addresses",
          "gateway",
          "mtu",
          "state");

  static final Shape ADDRESS = new Shape("address", "an address", "address", "scope", "label");

  static final Shape ROUTE = new Shape("route", "a route", "to", "via", "dev", "src", "metric");

  static final Shape LINK = new Shape("link", "a link", "delay", "rate", "loss", "queue");

  static final Shape HTTPD =
      new Shape("httpd", "httpd", "port", "ports", "body", "pages", "enabled");

  static final Shape WHOAMI = new Shape("whoami", "whoami", "ports", "body", "enabled");

  static final Shape SERVICE = new Shape("service", "a service", "enabled");

  static final Shape RUN =
      new Shape("run-step", "a run step", "on", "run", "expect", "status", "timeout", "note");

  static final Shape WAIT = new Shape("wait-step", "a wait step", "wait", "note");

  static final Shape FAULT_STEP = new Shape("fault-step", "a fault step", "fault", "note");

  static final Shape CHECK_STEP = new Shape("check-step", "a check step", "check", "note");

  static final Shape MARK = new Shape("mark-step", "a mark step", "mark", "note");

  static final Shape FAULT =
      new Shape("fault", "a fault", "link", "host", "state", "loss", "delay", "rate");

  static final Shape CHECK =
      new Shape(
          "check",
          "a check",
          "neighbor",
          "served",
          "bypassed",
          "connections",
          "servers",
          "arp-answered",
          "switch-table",
          "file",
          "sysctl");

  static final Shape NEIGHBOR =
      new Shape("neighbor-check", "a neighbor check", "on", "address", "is");

  static final Shape CONNECTIONS =
      new Shape(
          "connections-check",
          "a connections check",
          "on",
          "count",
          "state",
          "server",
          "templates");

  static final Shape SERVERS =
      new Shape("servers-check", "a servers check", "on", "service", "weights");

  static final Shape ARP_ANSWERED =
      new Shape("arp-answered-check", "an arp-answered check", "address", "by");

  static final Shape SWITCH_TABLE =
      new Shape("switch-table-check", "a switch-table check", "switch", "ports");

  static final Shape FILE =
      new Shape("file-check", "a file check", "on", "path", "contains", "lacks");

  static final Shape SYSCTL = new Shape("sysctl-check", "a sysctl check", "on", "key", "is");

  static final Shape EXERCISE =
      new Shape("exercise", "an exercise", "task", "start", "goal", "hints");

  static final List<Shape> ALL =
      List.of(
          SCENARIO,
          TOPOLOGY,
          ROUTER,
          SWITCH,
          HOST,
          INTERFACE,
          ADDRESS,
          ROUTE,
          LINK,
          HTTPD,
          WHOAMI,
          SERVICE,
          RUN,
          WAIT,
          FAULT_STEP,
          CHECK_STEP,
          MARK,
          FAULT,
          CHECK,
          NEIGHBOR,
          CONNECTIONS,
          SERVERS,
          ARP_ANSWERED,
          SWITCH_TABLE,
          FILE,
          SYSCTL,
          EXERCISE);

  private Shapes() {}
}
