package io.lvsim.daemon.ldirectord;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A configuration as read: the global directives at their defaults, and the virtual services. */
final class Config {
  /** A warning with its line; 0 for none. */
  record Warning(int line, String text) {}

  int checkIntervalSeconds = 10;
  int checkTimeoutSeconds = VirtualConfig.UNSET;
  int negotiateTimeoutSeconds = VirtualConfig.UNSET;
  int checkCount = 1;
  int failureCount = 1;
  boolean autoReload;
  boolean fork;
  boolean supervised;
  boolean quiescent;
  boolean readdQuiescent;
  boolean cleanStop = true;
  String logFile = "/var/log/ldirectord.log";
  @Nullable String callback;
  @Nullable FallbackConfig tcpFallback;
  @Nullable FallbackConfig udpFallback;
  @Nullable String fallbackCommand;
  @Nullable String maintenanceDirectory;
  String emailAlert = "";
  int emailAlertEverySeconds;
  int emailAlertStates = EmailAlertStates.ALL;
  final Set<String> instances = new LinkedHashSet<>();

  final List<VirtualConfig> virtuals = new ArrayList<>();
  final List<Warning> warnings = new ArrayList<>();
}
