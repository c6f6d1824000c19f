package io.lvsim.nic;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Opens network interfaces of this machine. */
public final class Nics {
  private Nics() {}

  /**
   * Opens a NIC.
   *
   * @param backend null for the fastest that works
   * @throws NicException if there is no such interface, or one may not, or the backend is missing
   */
  public static Nic open(String name, NicOptions options, @Nullable NicBackend backend)
      throws NicException {
    return backend == null ? openByAny(name, options) : openBy(backend, name, options);
  }

  /**
   * Opens a NIC several times over, by packet sockets, for workers that share what comes
   * (PACKET_FANOUT). What each sends, none of them receives.
   *
   * @param options of each; the group that they name is not looked at
   * @param program classic BPF, a {@code sock_filter} in each number, that gives for each frame the
   *     number of the NIC in the list that gets it; it sees the frame from behind its Ethernet
   *     header on
   * @throws NicException if there is no such interface, or one may not, or this is no Linux
   */
  public static List<Nic> openGroup(String name, NicOptions options, int count, long[] program)
      throws NicException {
    return PacketNic.openGroup(name, options, count, program);
  }

  /** The names of this machine's interfaces, in order; empty if it does not tell. */
  public static List<String> names() {
    if (Libc.isLinux()) {
      return InterfaceRequest.names().stream().sorted().toList();
    }
    try {
      return NetworkInterface.networkInterfaces().map(NetworkInterface::getName).sorted().toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  private static Nic openByAny(String name, NicOptions options) throws NicException {
    List<String> missing = new ArrayList<>();
    for (NicBackend backend : NicBackend.inOrder()) {
      try {
        return openBy(backend, name, options);
      } catch (BackendMissingException e) {
        missing.add(e.getMessage());
      }
    }
    throw new NicException("no way to open " + name + ": " + String.join("; ", missing));
  }

  private static Nic openBy(NicBackend backend, String name, NicOptions options)
      throws NicException {
    return switch (backend) {
      case AF_PACKET -> PacketNic.open(name, options);
      case LIBPCAP -> PcapNic.open(name, options);
      case PCAP4J -> Pcap4jNic.open(name, options);
      case JNETPCAP -> openJnetpcap(name, options);
    };
  }

  /** In a source folder of its own, which only builds with the profile have. */
  private static Nic openJnetpcap(String name, NicOptions options) throws NicException {
    for (NicProvider provider : ServiceLoader.load(NicProvider.class)) {
      return provider.open(name, options);
    }
    throw new BackendMissingException(
        "this build has no jnetpcap: build with the Maven profile jnetpcap");
  }
}
