package io.lvsim.daemon.ldirectord;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one section: a virtual service with its directives. */
final class SectionReader {
  static final String CHECKCOUNT_WARNING =
      "checkcount option is deprecated and slated for removal.  please see 'failurecount'";
  static final String NO_IPV6 = "IPv6 is not supported here";

  private static final String PORT = ":([0-9A-Za-z_-]+)";
  private static final Pattern ADDRESS_AND_PORT = Pattern.compile("([0-9A-Za-z._+-]+)" + PORT);
  private static final Pattern MARK = Pattern.compile("[0-9]+");
  private static final Pattern IPV6_AND_PORT = Pattern.compile("\\[[0-9A-Fa-f:]+]" + PORT);

  /** A line whose meaning depends on the whole section. */
  private record Later(int line, String value) {}

  private final int openedAt;
  private final ConfigSurroundings surroundings;
  private final VirtualConfig virtual;
  private final List<Config.Warning> warnings;
  private final List<Later> reals = new ArrayList<>();
  private String host = "";
  private int fallbackLine;

  /**
   * @param openedAt the line of virtual=
   * @param address what stands behind it
   * @param warnings where warnings go
   */
  SectionReader(
      int openedAt,
      boolean ipv6,
      String address,
      ConfigSurroundings surroundings,
      List<Config.Warning> warnings)
      throws ConfigException {
    this.warnings = warnings;
    this.openedAt = openedAt;
    this.surroundings = surroundings;
    virtual = open(ipv6, address);
  }

  VirtualConfig virtual() {
    return virtual;
  }

  private VirtualConfig open(boolean ipv6, String address) throws ConfigException {
    Matcher endpoint = ADDRESS_AND_PORT.matcher(address);
    Matcher mark = MARK.matcher(address);
    if (ipv6) {
      throw error(openedAt, NO_IPV6);
    } else if (endpoint.lookingAt()) {
      host = endpoint.group(1);
      return new VirtualConfig(-1, endpoint.group(2));
    } else if (mark.lookingAt()) {
      return new VirtualConfig(Directive.number(mark.group()), "0");
    } else if (IPV6_AND_PORT.matcher(address).lookingAt()) {
      throw error(
          openedAt, "cannot specify an IPv6 address here. please use \"virtual6\" instead.");
    }
    throw error(openedAt, "invalid address for virtual server");
  }

  /**
   * Reads a line of the section.
   *
   * @param command without indentation and comment
   * @param text the line as it stands in the file
   */
  void read(int line, String command, String text) throws ConfigException {
    Directive directive = Directive.read(line, command);
    boolean known = directive != null && (readCheck(directive) || readTable(directive));
    if (!known) {
      throw error(line, "Unknown command \"" + text + "\"");
    }
  }

  /** What says how real servers are checked. */
  private boolean readCheck(Directive directive) throws ConfigException {
    switch (directive.key()) {
      case "checktype" -> readCheckType(directive);
      case "checkcommand" ->
          virtual.checkCommand = directive.some(directive.unquoted(), "invalid check command");
      case "checktimeout" ->
          virtual.checkTimeoutSeconds = directive.positive("invalid check timeout");
      case "negotiatetimeout" ->
          virtual.negotiateTimeoutSeconds = directive.positive("invalid negotiate timeout");
      case "connecttimeout" -> throw GlobalDirectives.deprecated(directive, "negotiatetimeout");
      case "checkcount" -> {
        virtual.checkCount = directive.positive("invalid check count");
        warnings.add(new Config.Warning(directive.line(), CHECKCOUNT_WARNING));
      }
      case "failurecount" -> virtual.failureCount = directive.positive("invalid failure count");
      case "checkinterval" ->
          virtual.checkIntervalSeconds = directive.positive("invalid checkinterval");
      case "checkport" -> readCheckPort(directive);
      case "service" -> readService(directive);
      case "httpmethod" -> readHttpMethod(directive);
      case "virtualhost" -> virtual.virtualHost = directive.untilQuote();
      default -> {
        return readQuoted(directive);
      }
    }
    return true;
  }

  private boolean readQuoted(Directive directive) throws ConfigException {
    String text = directive.quoted();
    if (text == null) {
      return false;
    }
    switch (directive.key()) {
      case "request" -> {
        directive.some(text, "no request string specified");
        virtual.request = text.startsWith("/") ? text : "/" + text;
      }
      case "receive" -> virtual.receive = directive.some(text, "invalid receive string");
      case "login" -> directive.some(text, "invalid login string");
      case "passwd" -> directive.some(text, "invalid password");
      case "database" -> directive.some(text, "invalid database");
      case "secret" -> directive.some(text, "invalid secret");
      case "load" ->
          directive.require(
              Pattern.compile("[A-Za-z0-9_]").matcher(text).find(),
              "invalid string for load testing");
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What says what stands in the table, and what is told to whom. */
  private boolean readTable(Directive directive) throws ConfigException {
    switch (directive.key()) {
      case "real" -> reals.add(new Later(directive.line(), directive.value()));
      case "real6", "fallback6" -> throw notIpv6(directive);
      case "fallback" -> readFallback(directive);
      case "fallbackcommand" ->
          virtual.fallbackCommand =
              directive.some(directive.unquoted(), "invalid fallback command");
      case "scheduler" -> readScheduler(directive);
      case "persistent" ->
          virtual.persistent = found(directive, "[0-9]+", "invalid persistent timeout");
      case "schedflags" -> virtual.schedulerFlags = found(directive, "\\S+", "invalid sched-flags");
      case "netmask" -> readNetmask(directive);
      case "protocol" -> readProtocol(directive);
      case "ops" -> virtual.onePacket = directive.yes("ops must be 'yes' or 'no'");
      case "quiescent" -> virtual.quiescent = directive.yes("quiescent must be 'yes' or 'no'");
      case "cleanstop" -> virtual.cleanStop = directive.yes("cleanstop must be 'yes' or 'no'");
      case "monitorfile" -> readMonitorFile(directive);
      case "servicename", "comment" -> {}
      default -> {
        return readAlert(directive);
      }
    }
    return true;
  }

  private boolean readAlert(Directive directive) throws ConfigException {
    switch (directive.key()) {
      case "emailalert" -> virtual.emailAlert = GlobalDirectives.emailAddress(directive);
      case "emailalertfreq" ->
          virtual.emailAlertEverySeconds = GlobalDirectives.emailFrequency(directive);
      case "emailalertstatus" ->
          virtual.emailAlertStates = EmailAlertStates.read(directive.line(), directive.value());
      case "smtp" -> found(directive, "^[0-9A-Za-z._+-]+", "invalid SMTP server address");
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readCheckType(Directive directive) throws ConfigException {
    String digits = directive.find("[0-9]+");
    if (digits != null) {
      virtual.connectsBetweenNegotiations = Directive.number(digits);
      virtual.checkType = VirtualConfig.COMBINED;
      return;
    }
    String word = String.valueOf(directive.find("[A-Za-z_-]+"));
    boolean known =
        switch (word) {
          case "connect", "negotiate", "ping", "off", "on", "external", "external-perl" -> true;
          default -> false;
        };
    directive.require(
        known,
        "checktype must be \"connect\", \"negotiate\", \"on\", \"off\", \"ping\", \"external\","
            + " \"external-perl\" or a positive number");
    virtual.checkType = word;
  }

  private void readCheckPort(Directive directive) throws ConfigException {
    int port = Directive.number(found(directive, "[0-9]+", "invalid port"));
    directive.require(port > 0 && port < 65536, "checkport must be in range 1..65536");
    virtual.checkPort = port;
  }

  private void readService(Directive directive) throws ConfigException {
    String service = directive.find("[A-Za-z0-9_]+");
    directive.require(
        service != null && CheckedService.exists(service),
        "service must be dns, ftp, http, https, http_proxy, imap, imaps, ldap, ldaps, mysql,"
            + " nntp, none, oracle, pop, pops, radius, pgsql, simpletcp, sip, smtp or submission");
    virtual.service = service;
  }

  private void readHttpMethod(Directive directive) throws ConfigException {
    String word = String.valueOf(directive.find("[A-Za-z0-9_]+")).toUpperCase(Locale.ROOT);
    directive.require(word.equals("GET") || word.equals("HEAD"), "httpmethod must be GET or HEAD");
    virtual.httpMethod = word;
  }

  private void readScheduler(Directive directive) throws ConfigException {
    String complaint = "invalid scheduler, should be only lowercase letters (a-z)";
    virtual.scheduler = found(directive, "[a-z]+", complaint);
  }

  private void readNetmask(Directive directive) throws ConfigException {
    directive.require(
        directive.value().matches("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+"),
        "invalid netmask: dotted quad notation is required");
    virtual.netmask = directive.value();
  }

  private void readProtocol(Directive directive) throws ConfigException {
    String protocol = found(directive, "[A-Za-z0-9_]+", "invalid protocol");
    if (virtual.isMark()) {
      directive.require(
          protocol.equals("fwm"),
          "protocol must be fwm if the virtual service is a fwmark (a number)");
    } else {
      directive.require(
          protocol.equals("tcp") || protocol.equals("udp"),
          "protocol must be tcp or udp if the virtual service is an address and port");
    }
    virtual.protocol = protocol;
  }

  private void readMonitorFile(Directive directive) throws ConfigException {
    String path = directive.unquoted();
    String refusal = surroundings.refusal(path);
    directive.require(refusal == null, "unable to open monitorfile " + path + ": " + refusal);
    virtual.monitorFile = path;
  }

  private void readFallback(Directive directive) throws ConfigException {
    fallbackLine = directive.line();
    virtual.fallback =
        new FallbackReader(fallbackLine, surroundings).read(directive.value(), virtual.port);
  }

  private static ConfigException notIpv6(Directive directive) {
    String key = directive.key();
    String instead = key.substring(0, key.length() - 1);
    return error(
        directive.line(),
        "cannot specify \"" + key + "\" here.  please use \"" + instead + "\" instead");
  }

  private static String found(Directive directive, String pattern, String complaint)
      throws ConfigException {
    String found = directive.find(pattern);
    directive.require(found != null, complaint);
    return String.valueOf(found);
  }

  /** Resolves names, now that the protocol is known, and reads the real servers. */
  void finish() throws ConfigException {
    FallbackConfig fallback = virtual.fallback;
    if (fallback != null) {
      FallbackReader reader = new FallbackReader(fallbackLine, surroundings);
      virtual.fallback = reader.resolve(fallback, virtual.protocol);
    }
    if (!virtual.isMark()) {
      resolve();
    }
    for (Later real : reals) {
      virtual.reals.addAll(new RealReader(real.line(), surroundings).read(real.value()));
    }
  }

  private void resolve() throws ConfigException {
    String address = surroundings.address(host);
    OptionalInt port = surroundings.portOrNumber(virtual.port, virtual.protocol);
    if (address == null || port.isEmpty()) {
      throw error(openedAt, "invalid address for virtual service");
    }
    virtual.server = address;
    virtual.port = Integer.toString(port.getAsInt());
    if (virtual.service == null) {
      virtual.service = CheckedService.at(port.getAsInt());
    }
  }

  private static ConfigException error(int line, String message) {
    return new ConfigException(line, message);
  }
}
