package io.lvsim.lab;

/** What a machine's programs say: the versions of a distribution. */
public enum OperatingSystem {
  /** CentOS 7: curl 7.29. */
  CENTOS_7("centos7", "7.29.0"),
  /** Debian 12: curl 7.88. */
  DEBIAN_12("debian12", "7.88.1");

  private final String scenarioName;
  private final String curlVersion;

  OperatingSystem(String scenarioName, String curlVersion) {
    this.scenarioName = scenarioName;
    this.curlVersion = curlVersion;
  }

  /** As written in a scenario's {@code os:}. */
  public String scenarioName() {
    return scenarioName;
  }

  /** Of the curl that it ships. */
  public String curlVersion() {
    return curlVersion;
  }
}
