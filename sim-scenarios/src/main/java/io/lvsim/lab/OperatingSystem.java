package io.lvsim.lab;

/** What a machine's programs say: the versions of a distribution. */
public enum OperatingSystem {
  /** CentOS 7: curl 7.29. */
  CENTOS_7("centos7", "7.29.0", 1000),
  /** Debian 12: curl 7.88. */
  DEBIAN_12("debian12", "7.88.1", 250);

  private final String scenarioName;
  private final String curlVersion;
  private final int ticksPerSecond;

  OperatingSystem(String scenarioName, String curlVersion, int ticksPerSecond) {
    this.scenarioName = scenarioName;
    this.curlVersion = curlVersion;
    this.ticksPerSecond = ticksPerSecond;
  }

  /** As written in a scenario's {@code os:}. */
  public String scenarioName() {
    return scenarioName;
  }

  /** Of the curl that it ships. */
  public String curlVersion() {
    return curlVersion;
  }

  /** Its kernel's HZ: the unit of some numbers under /proc. */
  public int ticksPerSecond() {
    return ticksPerSecond;
  }
}
