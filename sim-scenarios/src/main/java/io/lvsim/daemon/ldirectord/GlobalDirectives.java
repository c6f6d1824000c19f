package io.lvsim.daemon.ldirectord;

import org.jspecify.annotations.Nullable;

/** Reads the directives outside sections. */
final class GlobalDirectives {
  private final Config config;
  private final ConfigSurroundings surroundings;

  GlobalDirectives(Config config, ConfigSurroundings surroundings) {
    this.config = config;
    this.surroundings = surroundings;
  }

  /** Reads a line that is neither empty nor a comment. */
  void read(int line, String text) throws ConfigException {
    Directive directive = Directive.read(line, text);
    boolean known = directive != null && read(directive);
    if (!known && !readBareSupervised(line, text)) {
      throw new ConfigException(line, "Unknown command " + text + " ");
    }
  }

  private boolean read(Directive directive) throws ConfigException {
    switch (directive.key()) {
      case "checktimeout" ->
          config.checkTimeoutSeconds = directive.positive("invalid check timeout value");
      case "negotiatetimeout" ->
          config.negotiateTimeoutSeconds = directive.positive("invalid negotiate timeout value");
      case "checkinterval" ->
          config.checkIntervalSeconds = directive.positive("invalid check interval value");
      case "checkcount" -> readCheckCount(directive);
      case "failurecount" ->
          config.failureCount = directive.positive("invalid failure count value");
      case "fallback" -> readFallback(directive);
      case "maintenancedir" -> readMaintenanceDirectory(directive);
      case "callback", "logfile" -> {
        return readQuoted(directive);
      }
      case "fallbackcommand" ->
          config.fallbackCommand = directive.some(directive.value(), "invalid fallback command");
      case "execute" -> config.instances.add(directive.value());
      default -> {
        return readChoice(directive) || readAlert(directive) || refuse(directive);
      }
    }
    return true;
  }

  private void readCheckCount(Directive directive) throws ConfigException {
    config.checkCount = directive.positive("invalid check count value");
    config.warnings.add(new Config.Warning(directive.line(), SectionReader.CHECKCOUNT_WARNING));
  }

  private boolean readQuoted(Directive directive) throws ConfigException {
    String path = directive.quoted();
    if (path == null) {
      return false;
    }
    if (directive.key().equals("callback")) {
      config.callback = path;
      return true;
    }
    if (path.startsWith("/") && !config.supervised && surroundings.refusal(path) != null) {
      throw new ConfigException(directive.line(), "unable to open logfile: " + path);
    }
    config.logFile = path;
    return true;
  }

  private boolean readChoice(Directive directive) throws ConfigException {
    String complaint = directive.key() + " must be 'yes' or 'no'";
    switch (directive.key()) {
      case "autoreload" -> config.autoReload = directive.yes(complaint);
      case "fork" -> config.fork = directive.yes(complaint);
      case "supervised" -> config.supervised = directive.yes(complaint);
      case "quiescent" -> config.quiescent = directive.yes(complaint);
      case "readdquiescent" -> config.readdQuiescent = directive.yes(complaint);
      case "cleanstop" -> config.cleanStop = directive.yes(complaint);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean readAlert(Directive directive) throws ConfigException {
    switch (directive.key()) {
      case "emailalert" -> config.emailAlert = emailAddress(directive);
      case "emailalertfreq" -> config.emailAlertEverySeconds = emailFrequency(directive);
      case "emailalertstatus" ->
          config.emailAlertStates = EmailAlertStates.read(directive.line(), directive.value());
      case "emailalertfrom" -> directive.some(directive.value(), "no email from address specified");
      case "smtp" ->
          directive.require(
              directive.find("^[0-9A-Za-z._+-]+") != null, "invalid SMTP server address");
      default -> {
        return false;
      }
    }
    return true;
  }

  static String emailAddress(Directive directive) throws ConfigException {
    String address = directive.value().replaceFirst("^\"([^\"]*)\"$", "$1");
    return directive.some(address, "no email address specified");
  }

  static int emailFrequency(Directive directive) throws ConfigException {
    String digits = directive.find("^[0-9]+");
    directive.require(digits != null, "invalid email alert frequency");
    return Directive.number(String.valueOf(digits));
  }

  private void readFallback(Directive directive) throws ConfigException {
    FallbackReader reader = new FallbackReader(directive.line(), surroundings);
    FallbackConfig fallback = reader.read(directive.value(), "");
    config.tcpFallback = reader.resolve(fallback, "tcp");
    config.udpFallback = reader.resolve(fallback, "udp");
  }

  private void readMaintenanceDirectory(Directive directive) throws ConfigException {
    String path = directive.some(directive.value(), "maintenance directory not specified");
    config.maintenanceDirectory = path;
    if (!surroundings.isDirectory(path)) {
      config.warnings.add(
          new Config.Warning(directive.line(), "maintenance directory does not exist"));
    }
  }

  private static boolean refuse(Directive directive) throws ConfigException {
    String instead =
        switch (directive.key()) {
          case "connecttimeout" -> "negotiatetimeout";
          case "timeout" -> "checktimeout and negotiatetimeout";
          default -> null;
        };
    if (instead != null) {
      throw deprecated(directive, instead);
    }
    if (directive.key().equals("fallback6")) {
      throw new ConfigException(directive.line(), SectionReader.NO_IPV6);
    }
    return false;
  }

  static ConfigException deprecated(Directive directive, @Nullable String instead) {
    return new ConfigException(
        directive.line(), directive.key() + " directive deprecated in favour of " + instead);
  }

  private boolean readBareSupervised(int line, String text) throws ConfigException {
    if (!text.startsWith("supervised")) {
      return false;
    }
    if (!text.strip().equals("supervised")) {
      throw new ConfigException(line, "supervised must be 'yes' or 'no'");
    }
    config.supervised = true;
    config.warnings.add(
        new Config.Warning(
            line, "please update your config not to use a bare supervised directive"));
    return true;
  }
}
