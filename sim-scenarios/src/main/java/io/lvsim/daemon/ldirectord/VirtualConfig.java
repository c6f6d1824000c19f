package io.lvsim.daemon.ldirectord;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A virtual service as configured. */
final class VirtualConfig {
  /** Of a number: the global directive or the default is to be taken. */
  static final int UNSET = -1;

  /** What a virtual service is, by the first word of its check type. */
  static final String COMBINED = "combined";

  final int mark;
  String server = "";
  String port;
  String protocol;
  @Nullable String service;
  String checkType = "negotiate";
  int connectsBetweenNegotiations;
  String checkCommand = "/bin/true";
  @Nullable Integer checkPort;
  String request = "/";
  String receive = "";
  String httpMethod = "GET";
  @Nullable String virtualHost;
  String scheduler = "wrr";
  @Nullable String persistent;
  @Nullable String netmask;
  @Nullable String schedulerFlags;
  boolean onePacket;
  int checkTimeoutSeconds = UNSET;
  int negotiateTimeoutSeconds = UNSET;
  int checkCount = UNSET;
  int failureCount = UNSET;
  int checkIntervalSeconds = UNSET;
  @Nullable Boolean quiescent;
  @Nullable Boolean cleanStop;
  @Nullable FallbackConfig fallback;
  @Nullable String fallbackCommand;
  @Nullable String monitorFile;
  @Nullable String emailAlert;
  @Nullable Integer emailAlertEverySeconds;
  @Nullable Integer emailAlertStates;
  final List<RealConfig> reals = new ArrayList<>();

  /**
   * @param mark of a firewall-mark service, else -1
   * @param port as written
   */
  VirtualConfig(int mark, String port) {
    this.mark = mark;
    this.port = port;
    protocol = mark >= 0 ? "fwm" : port.equals("53") || port.equals("domain") ? "udp" : "tcp";
    service = mark >= 0 ? "none" : null;
  }

  boolean isMark() {
    return mark >= 0;
  }

  /** As logged: {@code address:port} or the mark. */
  String name() {
    return isMark() ? Integer.toUnsignedString(mark) : server + ":" + port;
  }

  /** As told apart: the protocol and the name. */
  String id() {
    return protocol + ":" + name();
  }

  /** What ipvsadm is told to find it. */
  String address() {
    return switch (protocol) {
          case "udp" -> "-u ";
          case "fwm" -> "-f ";
          default -> "-t ";
        }
        + name();
  }

  /** What ipvsadm is told to set it up, with a blank at the end. */
  String flags() {
    StringBuilder flags = new StringBuilder(address()).append(' ');
    if (protocol.equals("udp") && onePacket) {
      flags.append("-o ");
    }
    flags.append("-s ").append(scheduler).append(' ');
    if (persistent != null) {
      flags.append("-p ").append(persistent).append(' ');
      if (netmask != null) {
        flags.append("-M ").append(netmask).append(' ');
      }
    }
    if (schedulerFlags != null) {
      flags.append("-b ").append(schedulerFlags).append(' ');
    }
    return flags.toString();
  }

  /** What is checked at a real server; equal ids are checked once and stand for one another. */
  String realId(RealConfig real) {
    String check =
        switch (checkType) {
          case "negotiate", COMBINED -> checkType + ":" + service;
          case "external", "external-perl" -> checkType + ":" + checkCommand;
          default -> checkType;
        };
    return String.join(
        ":",
        check,
        protocol,
        real.server(),
        Integer.toString(real.port()),
        virtualHost == null ? "" : virtualHost,
        checkPort == null ? "" : Integer.toString(checkPort),
        real.weight(),
        real.forward(),
        quotemeta(request(real)),
        quotemeta(receive(real)));
  }

  String request(RealConfig real) {
    return real.request() == null ? request : real.request();
  }

  String receive(RealConfig real) {
    return real.receive() == null ? receive : real.receive();
  }

  private static String quotemeta(String text) {
    return Pattern.compile("([^A-Za-z0-9_])").matcher(text).replaceAll("\\\\$1");
  }

  /** The port that checks go to; 0 for none. */
  int checkPort(RealConfig real) {
    if (checkPort != null) {
      return checkPort;
    }
    return real.port() > 0 ? real.port() : CheckedService.portOf(String.valueOf(service));
  }
}
