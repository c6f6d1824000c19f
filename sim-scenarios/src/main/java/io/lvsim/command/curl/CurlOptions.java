package io.lvsim.command.curl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked for on curl's command line. */
final class CurlOptions {
  static final int MOST_REDIRECTS = 50;

  final List<String> urls = new ArrayList<>();

  /** What -o names, one for each URL; "-" for standard output, "" for -O. */
  final List<String> outputs = new ArrayList<>();

  final List<String> headers = new ArrayList<>();

  /** From "host:port" to address, as --resolve gives them. */
  final Map<String, String> resolved = new LinkedHashMap<>();

  boolean silent;
  boolean showError;
  boolean failOnError;
  boolean head;
  boolean include;
  boolean verbose;
  boolean follow;
  boolean globOff;
  boolean http10;
  boolean remoteName;
  boolean retryRefused;
  boolean showVersion;
  int retries;
  long retryDelayNanos = -1;
  long maxTimeNanos;
  long connectTimeoutNanos;
  int firstLocalPort;
  int localPorts;
  String localInterface = "";
  @Nullable String userAgent;
  @Nullable String method;
  @Nullable String data;
  @Nullable String writeOut;

  /** GET unless something else was asked for. */
  String methodName() {
    if (method != null) {
      return method;
    }
    if (head) {
      return "HEAD";
    }
    return data == null ? "GET" : "POST";
  }
}
