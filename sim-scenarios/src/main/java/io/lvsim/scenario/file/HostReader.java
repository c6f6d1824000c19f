package io.lvsim.scenario.file;

import io.lvsim.scenario.Position;
import io.lvsim.topology.HttpdSpec;
import io.lvsim.topology.RouteSpec;
import io.lvsim.topology.WhoamiSpec;

/** Reads one of {@code hosts:} into a draft, which a preset may have begun. */
final class HostReader {
  private final Reading reading;
  private final HostDraft host;

  HostReader(Reading reading, HostDraft host) {
    this.reading = reading;
    this.host = host;
  }

  void read(Value value) {
    Fields fields = Fields.of(value, Shapes.HOST);
    fields.get("os").ifPresent(os -> host.os = TopologyReader.os(os));
    fields.get("interfaces").ifPresent(this::readInterfaces);
    fields.get("sysctl").ifPresent(this::readSysctls);
    fields.get("files").ifPresent(this::readFiles);
    fields.get("services").ifPresent(this::readServices);
    fields.get("routes").ifPresent(this::readRoutes);
  }

  private void readInterfaces(Value value) {
    String expectation = "interfaces by name, like { eth0: { switch: lan, addresses: [...] } }";
    for (Value.Entry entry : value.entries(expectation)) {
      Names.checkInterface(reading, entry.position(), entry.key());
      HostDraft.InterfaceDraft nic = host.interfaceNamed(entry.key(), entry.position());
      place("interfaces." + entry.key() + ".addresses", entry.position());
      place("interfaces." + entry.key() + ".gateway", entry.position());
      if (!entry.value().isNothing()) {
        new InterfaceReader(host, nic).read(entry.value());
      }
    }
  }

  private void readSysctls(Value value) {
    for (Value.Entry entry : value.entries("settings like { net.ipv4.ip_forward: 1 }")) {
      String setting = entry.value().text("a value like 1").strip();
      host.sysctls.remove(entry.key());
      host.sysctls.put(entry.key(), setting);
      place("sysctl." + entry.key(), entry.position());
    }
  }

  private void readFiles(Value value) {
    for (Value.Entry entry : value.entries("texts by path, like { /etc/motd: hello }")) {
      if (!entry.key().startsWith("/") || entry.key().endsWith("/")) {
        reading
            .problems()
            .add(
                entry.position(),
                "'" + entry.key() + "' is not a file's path; expected one like /etc/motd");
        continue;
      }
      host.files.put(entry.key(), entry.value().text("the file's text, or !include FILE"));
      place("files." + entry.key(), entry.position());
    }
  }

  private void readServices(Value value) {
    for (Value.Entry entry : value.entries("services by name, like { httpd: { port: 80 } }")) {
      place("services." + entry.key(), entry.position());
      if (entry.key().equals("httpd")) {
        HttpdSpec httpd = HttpdReader.read(entry.value(), host.httpd);
        host.httpd = httpd;
        host.services.put(entry.key(), httpd.enabled());
      } else if (entry.key().equals("whoami")) {
        WhoamiSpec whoami = WhoamiReader.read(entry.value(), host.name);
        host.whoami = whoami;
        host.services.put(entry.key(), whoami.enabled());
      } else {
        host.services.put(entry.key(), enabled(entry.value()));
      }
    }
  }

  private static boolean enabled(Value value) {
    if (value.isNothing()) {
      return true;
    }
    return Fields.of(value, Shapes.SERVICE).get("enabled").map(Scalars::truth).orElse(true);
  }

  private void readRoutes(Value value) {
    place("routes", value.position());
    for (Value element : value.list("a list of routes like { to: default, via: 192.168.2.1 }")) {
      Fields fields = Fields.of(element, Shapes.ROUTE);
      Scalars.Prefix to =
          fields
              .required("to", "a prefix like 10.9.9.0/24, or default")
              .map(HostReader::destination)
              .orElse(new Scalars.Prefix(0, 0));
      if (!fields.has("via") && !fields.has("dev")) {
        element.wrong("missing field 'via' in a route; expected 'via', 'dev' or both");
      }
      host.routes.add(
          new RouteSpec(
              to.address(),
              to.length(),
              fields.get("via").map(Scalars::address).orElse(0),
              fields.get("dev").map(dev -> dev.text("an interface like eth0")).orElse(null),
              fields.get("src").map(Scalars::address).orElse(0),
              fields.get("metric").map(m -> (int) Scalars.number(m, 0, 1 << 30)).orElse(0)));
    }
  }

  private static Scalars.Prefix destination(Value value) {
    boolean everything = value.isText() && value.written().equals("default");
    return everything ? new Scalars.Prefix(0, 0) : Scalars.prefix(value);
  }

  private void place(String part, Position position) {
    reading.places().put("hosts." + host.name + "." + part, position);
  }
}
