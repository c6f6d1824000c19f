package io.lvsim.command.curl;

import io.lvsim.host.Errno;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.wire.Ipv4Address;
import java.util.List;

/** What differs between the messages of curl's versions. */
sealed interface CurlTexts {
  /** The texts of the curl that an operating system ships. */
  static CurlTexts of(OperatingSystem os) {
    return os == OperatingSystem.CENTOS_7 ? new Curl729() : new Curl788();
  }

  /** Such as 7.88.1. */
  String version();

  /** The first line of --version. */
  String versionLine();

  /** What it says when called without any argument. */
  String noUrlAtAll();

  /** The TCP connection could not be made. */
  String connectFailed(String host, int port, long millis, Errno error);

  /** connect(2) itself failed, so that nothing was tried. */
  String connectRefusedAtOnce(CurlUrl url, int address, Errno error);

  /** Whether a connection attempt that the kernel gave up has the exit status of a time-out. */
  boolean timeoutHasItsOwnStatus();

  /** What -v says before connecting. */
  List<String> trying(CurlUrl url, String address);

  /** What -v says of a connection attempt that failed. */
  List<String> connectLog(CurlUrl url, String address, long millis, Errno error);

  /** A connection attempt took longer than --connect-timeout. */
  String connectTimedOut(String host, int port, long millis);

  /** The whole took longer than --max-time, before there was a connection. */
  default String timedOutBeforeConnection(long millis) {
    return "Connection timed out after " + millis + " milliseconds";
  }

  /** The whole took longer than --max-time, while connected. */
  String operationTimedOut(long millis, long received, long expected);

  /** A name could not be resolved. */
  String couldNotResolve(String host);

  /** The answer's status is an error, under --fail. */
  String returnedError(int status, String reason);

  /** The URL is not one. */
  String malformed();

  /** A protocol other than http and https. */
  String unsupported(String protocol);

  /** The headers of a request, Host and what follows. */
  String requestHeaders(String host, String userAgent);

  /** CentOS 7. */
  record Curl729() implements CurlTexts {
    @Override
    public String version() {
      return "7.29.0";
    }

    @Override
    public String versionLine() {
      return "curl 7.29.0 (x86_64-redhat-linux-gnu) libcurl/7.29.0 NSS/3.53.1 zlib/1.2.7"
          + " libidn/1.28 libssh2/1.8.0";
    }

    @Override
    public String noUrlAtAll() {
      return "try 'curl --help' or 'curl --manual' for more information";
    }

    @Override
    public String connectFailed(String host, int port, long millis, Errno error) {
      return "Failed connect to " + host + ":" + port + "; " + error.text();
    }

    @Override
    public String connectRefusedAtOnce(CurlUrl url, int address, Errno error) {
      return "Failed to connect to " + Ipv4Address.format(address) + ": " + error.text();
    }

    @Override
    public boolean timeoutHasItsOwnStatus() {
      return false;
    }

    @Override
    public List<String> trying(CurlUrl url, String address) {
      return List.of(
          "* About to connect() to " + url.host() + " port " + url.port() + " (#0)",
          "*   Trying " + address + "...");
    }

    @Override
    public List<String> connectLog(CurlUrl url, String address, long millis, Errno error) {
      return List.of(
          "* " + error.text(), "* " + connectFailed(url.host(), url.port(), millis, error));
    }

    @Override
    public String connectTimedOut(String host, int port, long millis) {
      return "Connection timed out after " + millis + " milliseconds";
    }

    @Override
    public String operationTimedOut(long millis, long received, long expected) {
      return "Operation timed out after "
          + millis
          + " milliseconds with "
          + received
          + " out of "
          + expected
          + " bytes received";
    }

    @Override
    public String couldNotResolve(String host) {
      return "Could not resolve host: " + host + "; Unknown error";
    }

    @Override
    public String returnedError(int status, String reason) {
      return "The requested URL returned error: " + status + " " + reason;
    }

    @Override
    public String malformed() {
      return "<url> malformed";
    }

    @Override
    public String unsupported(String protocol) {
      return "Protocol " + protocol + " not supported or disabled in libcurl";
    }

    @Override
    public String requestHeaders(String host, String userAgent) {
      return "User-Agent: " + userAgent + "\r\nHost: " + host + "\r\nAccept: */*\r\n";
    }
  }

  /** Debian 12. */
  record Curl788() implements CurlTexts {
    @Override
    public String version() {
      return "7.88.1";
    }

    @Override
    public String versionLine() {
      return "curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1 OpenSSL/3.0.19 zlib/1.2.13"
          + " brotli/1.0.9 zstd/1.5.4 libidn2/2.3.3 libpsl/0.21.2 (+libidn2/2.3.3)"
          + " libssh2/1.10.0 nghttp2/1.52.0 librtmp/2.3 OpenLDAP/2.5.13";
    }

    @Override
    public String noUrlAtAll() {
      return "try 'curl --help' or 'curl --manual' for more information";
    }

    @Override
    public String connectFailed(String host, int port, long millis, Errno error) {
      return "Failed to connect to "
          + host
          + " port "
          + port
          + " after "
          + millis
          + " ms: Couldn't connect to server";
    }

    @Override
    public String connectRefusedAtOnce(CurlUrl url, int address, Errno error) {
      return connectFailed(url.host(), url.port(), 0, error);
    }

    @Override
    public boolean timeoutHasItsOwnStatus() {
      return true;
    }

    @Override
    public List<String> trying(CurlUrl url, String address) {
      return List.of("*   Trying " + address + ":" + url.port() + "...");
    }

    @Override
    public List<String> connectLog(CurlUrl url, String address, long millis, Errno error) {
      return List.of(
          "* connect to " + address + " port " + url.port() + " failed: " + error.text(),
          "* " + connectFailed(url.host(), url.port(), millis, error));
    }

    @Override
    public String connectTimedOut(String host, int port, long millis) {
      return "Failed to connect to "
          + host
          + " port "
          + port
          + " after "
          + millis
          + " ms: Timeout was reached";
    }

    @Override
    public String operationTimedOut(long millis, long received, long expected) {
      String outOf = expected < 0 ? "" : " out of " + expected;
      return "Operation timed out after "
          + millis
          + " milliseconds with "
          + received
          + outOf
          + " bytes received";
    }

    @Override
    public String couldNotResolve(String host) {
      return "Could not resolve host: " + host;
    }

    @Override
    public String returnedError(int status, String reason) {
      return "The requested URL returned error: " + status;
    }

    @Override
    public String malformed() {
      return "URL using bad/illegal format or missing URL";
    }

    @Override
    public String unsupported(String protocol) {
      return "Protocol \"" + protocol + "\" not supported or disabled in libcurl";
    }

    @Override
    public String requestHeaders(String host, String userAgent) {
      return "Host: " + host + "\r\nUser-Agent: " + userAgent + "\r\nAccept: */*\r\n";
    }
  }
}
