package io.lvsim.daemon.httpd;

import io.lvsim.app.HttpServer;
import io.lvsim.host.HostException;
import io.lvsim.lab.Machine;
import io.lvsim.lab.Unit;
import java.util.List;

/** The web server of a machine, which serves /var/www/html. */
public final class Httpd implements Unit {
  private final List<Integer> ports;
  private final HttpServer server;
  private boolean active;
  private boolean failed;

  /**
   * @param ports where it listens once it has been started, on every address
   */
  public Httpd(Machine machine, List<Integer> ports) {
    this.ports = List.copyOf(ports);
    server = new HttpServer(machine.tcp(), new Website(machine));
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
    if (active) {
      return "";
    }
    for (int port : ports) {
      String refusal = listen(port);
      if (!refusal.isEmpty()) {
        server.stop();
        failed = true;
        return refusal;
      }
    }
    active = true;
    failed = false;
    return "";
  }

  private String listen(int port) {
    try {
      server.listen(0, port);
      return "";
    } catch (HostException e) {
      return "(%d)%s: AH00072: make_sock: could not bind to address 0.0.0.0:%d\n"
              .formatted(e.errno().number(), e.errno().text(), port)
          + "no listening sockets available, shutting down\n"
          + "AH00015: Unable to open logs";
    }
  }

  @Override
  public void stop() {
    server.stop();
    active = false;
    failed = false;
  }

  /** A graceful restart: pages are read at each request, so there is nothing else to reread. */
  @Override
  public boolean reload() {
    return true;
  }

  @Override
  public boolean active() {
    return active;
  }

  @Override
  public boolean failed() {
    return failed;
  }

  /** Requests answered since the machine booted. */
  public long served() {
    return server.served();
  }
}
