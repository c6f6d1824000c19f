package io.lvsim.command.curl;

import io.lvsim.engine.Nanos;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Ipv4Address;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** --write-out: text with variables in %{name}, and \n \r \t. */
final class WriteOut {
  private final TransferReport report;
  private final Invocation call;

  WriteOut(TransferReport report, Invocation call) {
    this.report = report;
    this.call = call;
  }

  void print(String format) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      int end = variableEnd(format, at);
      if (end > 0) {
        appendVariable(text, format.substring(at + 2, end));
        at = end + 1;
      } else {
        at = appendPlain(text, format, at);
      }
    }
    call.out().print(text.toString());
  }

  /** Where a variable that begins here ends; 0 if none begins. */
  private static int variableEnd(String format, int at) {
    return format.startsWith("%{", at) ? Math.max(0, format.indexOf('}', at)) : 0;
  }

  private static int appendPlain(StringBuilder text, String format, int at) {
    char c = format.charAt(at);
    char next = at + 1 < format.length() ? format.charAt(at + 1) : 0;
    if (c == '%' && next == '%') {
      text.append('%');
      return at + 2;
    }
    if (c == '\\' && "nrt".indexOf(next) >= 0) {
      text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : '\t');
      return at + 2;
    }
    text.append(c);
    return at + 1;
  }

  private void appendVariable(StringBuilder text, String name) {
    String value = value(name);
    if (value == null) {
      call.err().println("curl: unknown --write-out variable: '" + name + "'");
    } else {
      text.append(value);
    }
  }

  private @Nullable String value(String name) {
    return switch (name) {
      case "http_code", "response_code" -> String.format(Locale.ROOT, "%03d", report.status);
      case "http_connect" -> "000";
      case "http_version" -> report.version;
      case "size_download" -> String.valueOf(report.body.length);
      case "size_header" -> String.valueOf(report.head.length());
      case "size_request" -> String.valueOf(report.connects == 0 ? 0 : report.requestBytes);
      case "size_upload", "speed_upload", "ssl_verify_result", "urlnum" -> "0";
      case "speed_download" -> String.valueOf(speed());
      case "num_connects" -> String.valueOf(report.connects);
      case "num_redirects" -> String.valueOf(report.redirects);
      case "num_headers" -> String.valueOf(report.headers.size());
      case "remote_ip" -> report.connects == 0 ? "" : Ipv4Address.format(report.remoteAddress);
      case "remote_port" -> String.valueOf(report.connects == 0 ? 0 : report.remotePort);
      case "local_ip" -> report.connects == 0 ? "" : Ipv4Address.format(report.localAddress);
      case "local_port" -> String.valueOf(report.localPort);
      case "exitcode" -> String.valueOf(report.exitStatus);
      case "errormsg" -> report.errorMessage;
      case "content_type" -> report.header("content-type");
      case "redirect_url" -> redirectUrl();
      case "method" -> report.method;
      case "scheme" -> report.url == null ? "" : report.url.scheme().toUpperCase(Locale.ROOT);
      case "url" -> report.given;
      case "url_effective" -> report.url == null ? report.given : report.url.text();
      case "filename_effective" -> "";
      default -> time(name);
    };
  }

  private @Nullable String time(String name) {
    return switch (name) {
      case "time_total" -> seconds(report.endedAtNanos);
      case "time_namelookup" -> seconds(report.startedAtNanos);
      case "time_connect", "time_pretransfer" -> seconds(report.connectedAtNanos);
      case "time_starttransfer" -> seconds(report.firstByteAtNanos);
      case "time_appconnect", "time_redirect" -> seconds(0);
      default -> null;
    };
  }

  private String seconds(long atNanos) {
    double span = atNanos == 0 ? 0 : atNanos - report.startedAtNanos;
    return String.format(Locale.ROOT, "%.6f", span / Nanos.PER_SECOND);
  }

  private long speed() {
    long nanos = report.endedAtNanos - report.startedAtNanos;
    return nanos == 0 ? 0 : report.body.length * Nanos.PER_SECOND / nanos;
  }

  private String redirectUrl() {
    CurlUrl url = report.url;
    String location = report.header("location");
    return url == null || location.isEmpty() || report.status / 100 != 3
        ? ""
        : url.resolve(location);
  }
}
