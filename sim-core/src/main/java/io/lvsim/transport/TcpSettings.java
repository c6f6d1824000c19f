package io.lvsim.transport;

import io.lvsim.host.Sysctl;

/** The net.ipv4 settings that TCP obeys, at Linux's defaults. */
final class TcpSettings {
  /** The longest time in seconds that fits a count of a hundred ticks a second. */
  private static final int LONGEST_SECONDS = Integer.MAX_VALUE / 100;

  int synRetries = 6;
  int synAckRetries = 5;
  int retries2 = 15;
  int orphanRetries = 0;
  int finTimeoutSeconds = 60;
  int timestamps = 1;
  int sack = 1;
  int dsack = 1;
  int windowScaling = 1;
  int twReuse = 2;
  int abortOnOverflow = 0;
  int earlyRetrans = 3;
  int synCookies = 1;
  int somaxconn = 4096;
  final int[] rmem = {4096, 131072, 6291456};
  final int[] wmem = {4096, 16384, 4194304};

  /** Adds the settings to the host's tree under the kernel's names. */
  void register(Sysctl sysctl) {
    String tcp = "net.ipv4.tcp_";
    sysctl.registerInt(tcp + "syn_retries", () -> synRetries, v -> synRetries = v, 1, 127);
    sysctl.registerInt(tcp + "synack_retries", () -> synAckRetries, v -> synAckRetries = v, 0, 255);
    sysctl.registerInt(tcp + "retries2", () -> retries2, v -> retries2 = v, 0, 255);
    sysctl.registerInt(tcp + "orphan_retries", () -> orphanRetries, v -> orphanRetries = v, 0, 255);
    sysctl.registerInt(
        tcp + "fin_timeout",
        () -> finTimeoutSeconds,
        v -> finTimeoutSeconds = v,
        -LONGEST_SECONDS,
        LONGEST_SECONDS);
    sysctl.registerInt(tcp + "timestamps", () -> timestamps, v -> timestamps = v, 0, 255);
    sysctl.registerInt(tcp + "sack", () -> sack, v -> sack = v, 0, 255);
    sysctl.registerInt(tcp + "dsack", () -> dsack, v -> dsack = v, 0, 255);
    sysctl.registerInt(tcp + "window_scaling", () -> windowScaling, v -> windowScaling = v, 0, 255);
    sysctl.registerInt(tcp + "tw_reuse", () -> twReuse, v -> twReuse = v, 0, 2);
    sysctl.registerInt(
        tcp + "abort_on_overflow", () -> abortOnOverflow, v -> abortOnOverflow = v, 0, 255);
    sysctl.registerInt(tcp + "early_retrans", () -> earlyRetrans, v -> earlyRetrans = v, 0, 4);
    sysctl.registerInt(tcp + "syncookies", () -> synCookies, v -> synCookies = v, 0, 255);
    sysctl.registerInt(
        "net.core.somaxconn", () -> somaxconn, v -> somaxconn = v, 0, Integer.MAX_VALUE);
    registerNumbers(sysctl, tcp + "rmem", rmem);
    registerNumbers(sysctl, tcp + "wmem", wmem);
  }

  /** The window scale of this host's SYNs (tcp_select_initial_window); 7 at the defaults. */
  int windowScale() {
    int space = Math.max(rmem[1], Math.max(rmem[2], ReceiveWindow.CORE_RMEM_MAX));
    int bits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(space);
    return Math.clamp(bits - 15, 0, ReceiveWindow.MAXIMUM_SCALE);
  }

  private static void registerNumbers(Sysctl sysctl, String key, int[] numbers) {
    sysctl.registerNumbers(
        key, numbers.length, () -> text(numbers), written -> take(written, numbers));
  }

  private static String text(int[] numbers) {
    StringBuilder text = new StringBuilder();
    for (int number : numbers) {
      text.append(text.isEmpty() ? "" : "\t").append(number);
    }
    return text.toString();
  }

  /** As proc_dointvec_minmax: fewer numbers leave the rest alone. */
  private static void take(long[] written, int[] into) {
    for (long number : written) {
      if (number < 1 || number > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(number + " is out of range");
      }
    }
    for (int i = 0; i < written.length; i++) {
      into[i] = (int) written[i];
    }
  }
}
