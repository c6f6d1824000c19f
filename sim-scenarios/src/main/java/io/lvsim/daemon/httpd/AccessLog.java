package io.lvsim.daemon.httpd;

import io.lvsim.app.HttpRequest;
import io.lvsim.app.HttpResponse;
import io.lvsim.host.HostException;
import io.lvsim.lab.Machine;
import io.lvsim.wire.Ipv4Address;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The web server's log of requests, in Apache's combined format. */
final class AccessLog {
  private static final String DIRECTORY = "/var/log/httpd";
  private static final String FILE = DIRECTORY + "/access_log";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

  private final Machine machine;

  AccessLog(Machine machine) {
    this.machine = machine;
  }

  /** Adds a line. A web server goes on without its log, where it cannot be written. */
  void add(HttpRequest request, HttpResponse response) {
    String line =
        "%s - - [%s] \"%s %s %s\" %d %d \"%s\" \"%s\"\n"
            .formatted(
                Ipv4Address.format(request.remoteAddress()),
                TIME.format(now()),
                request.method(),
                request.target(),
                request.version(),
                response.status(),
                response.body().length,
                request.headers().getOrDefault("referer", "-"),
                request.headers().getOrDefault("user-agent", "-"));
    try {
      machine.files().makeDirectory(DIRECTORY);
      machine.files().append(FILE, line.getBytes(StandardCharsets.UTF_8));
    } catch (HostException unwritable) {
      return;
    }
  }

  private OffsetDateTime now() {
    long nowNanos = machine.lab().simulation().now();
    return machine.lab().epoch().plusNanos(nowNanos).atOffset(ZoneOffset.UTC);
  }
}
