package io.lvsim.lab;

import io.lvsim.files.FileTree;
import io.lvsim.files.LiveFile;
import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.host.NeighborEntry;
import io.lvsim.host.NeighborEntry.State;
import io.lvsim.host.Sysctl;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a namespace shows of its kernel under /proc: the sysctl tree, the ARP cache, IPVS. */
final class ProcFiles {
  private static final String ARP_HEADING =
      "IP address       HW type     Flags       HW address            Mask     Device\n";

  private ProcFiles() {}

  static void mount(NetworkNamespace net) {
    Sysctl sysctl = net.host().sysctl();
    net.files().mountTree("/proc/sys", path -> sysctlFile(sysctl, path), () -> sysctlPaths(sysctl));
    net.files().mount("/proc/net/arp", new ReadOnly(() -> arp(net)));
    mountIpVs(net);
  }

  private static void mountIpVs(NetworkNamespace net) {
    FileTree files = net.files();
    Ipvs ipvs = net.ipvs();
    int hertz = net.machine().os().ticksPerSecond();
    files.mount("/proc/net/ip_vs", new ReadOnly(() -> ProcNetIpVs.table(ipvs, hertz)));
    files.mount("/proc/net/ip_vs_conn", new ReadOnly(() -> ProcNetIpVs.connections(ipvs)));
    files.mount("/proc/net/ip_vs_conn_sync", new ReadOnly(() -> ProcNetIpVs.origins(ipvs)));
    files.mount("/proc/net/ip_vs_stats", new ReadOnly(() -> ProcNetIpVs.statistics(ipvs.total())));
  }

  private static List<String> sysctlPaths(Sysctl sysctl) {
    return sysctl.keys().stream().map(ProcFiles::swapDotsAndSlashes).toList();
  }

  private static @Nullable LiveFile sysctlFile(Sysctl sysctl, String path) {
    String key = swapDotsAndSlashes(path.startsWith("/") ? path.substring(1) : path);
    return sysctl.exists(key) ? new SysctlFile(sysctl, key) : null;
  }

  /** As sysctl(8): eth0.10/arp_ignore is eth0/10.arp_ignore. */
  private static String swapDotsAndSlashes(String name) {
    return name.replace('/', '\0').replace('.', '/').replace('\0', '.');
  }

  /** As arp_seq_show in net/ipv4/arp.c. */
  private static String arp(NetworkNamespace net) {
    StringBuilder text = new StringBuilder(ARP_HEADING);
    for (NeighborEntry entry : net.host().neighbors().entries()) {
      if (entry.state() != State.NOARP && entry.state() != State.NONE) {
        text.append(arpLine(entry));
      }
    }
    return text.toString();
  }

  private static String arpLine(NeighborEntry entry) {
    int complete = entry.state().isValid() ? 0x2 : 0;
    int permanent = entry.state() == State.PERMANENT ? 0x4 : 0;
    return String.format(
        "%-16s 0x%-10x0x%-10x%-17s     *        %s\n",
        Ipv4Address.format(entry.address()),
        1,
        complete | permanent,
        MacAddress.format(entry.state().isValid() ? entry.mac() : 0),
        entry.on().name());
  }

  /** One parameter under /proc/sys. */
  private record SysctlFile(Sysctl sysctl, String key) implements LiveFile {
    @Override
    public byte[] read() throws HostException {
      return (sysctl.read(key) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void write(byte[] content) throws HostException {
      if (content.length > 0) {
        sysctl.write(key, new String(content, StandardCharsets.UTF_8).strip());
      }
    }
  }

  /** A text that can only be read. */
  private record ReadOnly(java.util.function.Supplier<String> text) implements LiveFile {
    @Override
    public byte[] read() {
      return text.get().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void write(byte[] content) throws HostException {
      throw new HostException(Errno.EACCES);
    }
  }
}
