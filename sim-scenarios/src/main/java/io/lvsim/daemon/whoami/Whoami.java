package io.lvsim.daemon.whoami;

import io.lvsim.app.WhoServer;
import io.lvsim.host.HostException;
import io.lvsim.lab.Machine;
import io.lvsim.lab.Unit;
import io.lvsim.wire.Ipv4Address;
import java.util.List;

/**
 * The unit whoami: answers with a word, on every address and on all its ports. A line and a
 * datagram are answered with the word, an HTTP GET with the word as a page, and closed.
 */
public final class Whoami implements Unit {
  private final List<Integer> ports;
  private final WhoServer server;
  private boolean failed;

  /**
   * A server that does not run yet.
   *
   * @param body the word it answers with
   */
  public Whoami(Machine machine, List<Integer> ports, String body) {
    this.ports = List.copyOf(ports);
    server = new WhoServer(machine.tcp(), machine.udp(), body);
  }

  @Override
  public String name() {
    return "whoami";
  }

  @Override
  public String description() {
    return "Says who it is, over TCP and UDP";
  }

  @Override
  public String start() {
    if (server.isRunning()) {
      return "";
    }
    for (int port : ports) {
      try {
        server.listen(Ipv4Address.ANY, port);
      } catch (HostException refused) {
        server.stop();
        failed = true;
        return "whoami: port " + port + ": " + refused.errno().text();
      }
    }
    failed = false;
    return "";
  }

  @Override
  public void stop() {
    failed = false;
    server.stop();
  }

  @Override
  public boolean active() {
    return server.isRunning();
  }

  @Override
  public boolean failed() {
    return failed;
  }
}
