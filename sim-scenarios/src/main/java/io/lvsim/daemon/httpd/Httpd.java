package io.lvsim.daemon.httpd;

import io.lvsim.app.HttpServer;
import io.lvsim.host.HostException;
import io.lvsim.lab.Machine;
import io.lvsim.lab.Unit;
import io.lvsim.wire.Ipv4Address;
import java.util.List;

/**
 * The web server of a machine, as the unit httpd: it serves the machine's files below /var/www/html
 * on all its ports, and closes each connection behind its answer.
 */
public final class Httpd implements Unit {
  private final List<Integer> addresses;
  private final List<Integer> ports;
  private final HttpServer server;
  private boolean failed;

  /** A server that listens on every address of the machine. */
  public Httpd(Machine machine, List<Integer> ports) {
    this(machine, List.of(Ipv4Address.ANY), ports);
  }

  /** A server that listens on some addresses. */
  public Httpd(Machine machine, List<Integer> addresses, List<Integer> ports) {
    this.addresses = List.copyOf(addresses);
    this.ports = List.copyOf(ports);
    server = new HttpServer(machine.tcp(), new DocumentRoot(machine));
  }

  @Override
  public String name() {
    return "httpd";
  }

  @Override
  public String description() {
    return "The Apache HTTP Server";
  }

  @Override
  public String start() {
    if (server.isRunning()) {
      return "";
    }
    String refusal = listen();
    failed = !refusal.isEmpty();
    if (failed) {
      server.stop();
    }
    return refusal;
  }

  private String listen() {
    for (int address : addresses) {
      for (int port : ports) {
        try {
          server.listen(address, port);
        } catch (HostException refused) {
          return refusal(refused, address, port);
        }
      }
    }
    return "";
  }

  private static String refusal(HostException refused, int address, int port) {
    return String.format(
        "(%d)%s: AH00072: make_sock: could not bind to address %s:%d\n"
            + "no listening sockets available, shutting down\n"
            + "AH00015: Unable to open logs",
        refused.errno().number(), refused.errno().text(), Ipv4Address.format(address), port);
  }

  @Override
  public void stop() {
    failed = false;
    server.stop();
  }

  @Override
  public boolean reload() {
    return server.isRunning();
  }

  @Override
  public boolean active() {
    return server.isRunning();
  }

  @Override
  public boolean failed() {
    return failed;
  }

  /** Requests answered since the machine was installed, with whatever status. */
  public long served() {
    return server.served();
  }
}
