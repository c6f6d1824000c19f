package io.lvsim.command.curl;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a transfer, for output and --write-out. Times are virtual nanoseconds. */
final class TransferReport {
  final String given;
  final long startedAtNanos;
  @Nullable CurlUrl url;
  long connectedAtNanos;
  long firstByteAtNanos;
  long endedAtNanos;
  int connects;
  int redirects;
  int localAddress;
  int localPort;
  int remoteAddress;
  int remotePort;
  int status;
  int requestBytes;
  String reason = "";
  String version = "0";
  String method = "GET";
  String head = "";
  Map<String, String> headers = Map.of();
  byte[] body = {};
  @Nullable CurlFailure cutOff;
  int exitStatus;
  String errorMessage = "";

  TransferReport(String given, long startedAtNanos) {
    this.given = given;
    this.startedAtNanos = startedAtNanos;
  }

  void failed(CurlFailure failure) {
    exitStatus = failure.exitStatus();
    errorMessage = String.valueOf(failure.getMessage());
  }

  /** A header of the response by its name in lower case; empty if there is none. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
