package io.lvsim.daemon.ldirectord;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A virtual service as it is being run: its timeouts are settled (ld_setup), its state is kept. */
final class Virtual {
  private static final int DEFAULT_CHECK_TIMEOUT_SECONDS = 5;
  private static final int DEFAULT_NEGOTIATE_TIMEOUT_SECONDS = 30;

  final VirtualConfig config;
  final List<Real> reals;
  final int checkTimeoutSeconds;
  final int negotiateTimeoutSeconds;
  final int checkCount;
  final int failureCount;

  /** The ids of real servers that are up. */
  final Set<String> up = new LinkedHashSet<>();

  boolean fallbackOn;
  String fallbackCommandRun = "";

  Virtual(VirtualConfig config, Config globals) {
    this.config = config;
    boolean combined = config.checkType.equals(VirtualConfig.COMBINED);
    reals = new ArrayList<>(config.reals.stream().map(real -> new Real(real, combined)).toList());
    checkTimeoutSeconds =
        firstSet(
            config.checkTimeoutSeconds,
            config.negotiateTimeoutSeconds,
            globals.checkTimeoutSeconds,
            globals.negotiateTimeoutSeconds,
            DEFAULT_CHECK_TIMEOUT_SECONDS);
    negotiateTimeoutSeconds =
        firstSet(
            config.negotiateTimeoutSeconds,
            config.checkTimeoutSeconds,
            globals.negotiateTimeoutSeconds,
            globals.checkTimeoutSeconds,
            DEFAULT_NEGOTIATE_TIMEOUT_SECONDS);
    checkCount = firstSet(config.checkCount, globals.checkCount);
    failureCount = firstSet(config.failureCount, globals.failureCount);
  }

  private Virtual(Virtual original) {
    config = original.config;
    reals = new ArrayList<>(original.reals.stream().map(Real::copy).toList());
    checkTimeoutSeconds = original.checkTimeoutSeconds;
    negotiateTimeoutSeconds = original.negotiateTimeoutSeconds;
    checkCount = original.checkCount;
    failureCount = original.failureCount;
    up.addAll(original.up);
    fallbackOn = original.fallbackOn;
    fallbackCommandRun = original.fallbackCommandRun;
  }

  /** As a forked process sees it. */
  Virtual copy() {
    return new Virtual(this);
  }

  private static int firstSet(int... values) {
    for (int value : values) {
      if (value != VirtualConfig.UNSET) {
        return value;
      }
    }
    return VirtualConfig.UNSET;
  }

  String name() {
    return config.name();
  }

  String id() {
    return config.id();
  }

  String realId(Real real) {
    return config.realId(real.config);
  }

  boolean isUp(Real real) {
    return up.contains(realId(real));
  }
}
