package io.lvsim.daemon.ldirectord;

import io.lvsim.files.FileTree;
import io.lvsim.lab.NameService;
import io.lvsim.wire.Ipv4Address;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The machine on which configurations were recorded. */
final class RecordedSurroundings implements ConfigSurroundings {
  private static final Map<String, String> HOSTS =
      Map.of(
          "localhost", "127.0.0.1",
          "", "127.0.0.1",
          "vip", "192.168.2.188",
          "rs1", "192.168.2.191",
          "rs2", "192.168.2.192");

  private final NameService names = new NameService(new FileTree());

  @Override
  public @Nullable String address(String host) {
    return Ipv4Address.isValid(host) ? host : HOSTS.get(host);
  }

  @Override
  public OptionalInt port(String service, String protocol) {
    return switch (protocol) {
      case "" -> names.port(service, 0);
      case "tcp" -> names.port(service, 6);
      case "udp" -> names.port(service, 17);
      default -> OptionalInt.empty();
    };
  }

  @Override
  public @Nullable String refusal(String path) {
    boolean writable = path.startsWith("/tmp/") || path.startsWith("/var/log/");
    return writable ? null : "No such file or directory";
  }

  @Override
  public boolean isDirectory(String path) {
    return path.equals("/tmp");
  }
}
