package io.lvsim.daemon.ldirectord;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the meaning of a configuration depends on: the names and files of its machine. */
interface ConfigSurroundings {
  /** The IPv4 address of a name or address, in dotted decimal; null for none. */
  @Nullable String address(String host);

  /**
   * The port of a service's name.
   *
   * @param protocol tcp, udp, or empty for any
   */
  OptionalInt port(String service, String protocol);

  /** Opens a file for appending; null if that works, else why not. */
  @Nullable String refusal(String path);

  boolean isDirectory(String path);

  /** The port of a number or a name, or empty (ld_getservbyname). */
  default OptionalInt portOrNumber(String text, String protocol) {
    if (!text.matches("[0-9]+")) {
      return port(text, protocol);
    }
    int number = Directive.number(text);
    return number < 65536 ? OptionalInt.of(number) : OptionalInt.empty();
  }
}
