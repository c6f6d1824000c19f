package io.lvsim.lab;

/** A service that systemctl starts and stops: httpd, ldirectord, iptables, ipvsadm. */
public interface Unit {
  /** Without the suffix, such as httpd. */
  String name();

  /** One line, as systemctl status shows it behind the name. */
  String description();

  /**
   * Starts it; does nothing if it runs.
   *
   * @return what went wrong, as lines for the journal; empty when it started
   */
  String start();

  /** Stops it; does nothing if it does not run. */
  void stop();

  /** Rereads its configuration, where it can; true if it can. */
  default boolean reload() {
    return false;
  }

  /** Whether it runs (a oneshot unit: whether it has been started). */
  boolean active();

  /** Whether its last start failed. */
  default boolean failed() {
    return false;
  }
}
