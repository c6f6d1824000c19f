package io.lvsim.command.ipvsadm;

import io.lvsim.lab.NameService;
import io.lvsim.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** Writes addresses and ports: as numbers, or by name where there is one. */
final class EndpointNames {
  private static final int LONGEST = 59;

  private final @Nullable NameService names;

  /**
   * @param names null for numbers only
   */
  EndpointNames(@Nullable NameService names) {
    this.names = names;
  }

  /** As {@code 192.168.2.188:80} or {@code vip:http}. */
  String of(int address, int port, int protocol) {
    String text = host(address) + ":" + service(port, protocol);
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  private String host(int address) {
    String name = names == null ? null : names.host(address);
    return name == null ? Ipv4Address.format(address) : name;
  }

  private String service(int port, int protocol) {
    String name = names == null ? null : names.service(port, protocol);
    return name == null ? Integer.toString(port) : name;
  }
}
