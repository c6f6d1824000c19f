package io.lvsim.cli;

import io.lvsim.nic.NicBackend;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which interfaces of this machine are plugged into a lab's ports. */
final class PlugOptions {
  private static final String FOREVER = "forever";

  @Option(
      names = "--plug",
      paramLabel = "PORT=IFACE",
      description =
          "Plug an interface of this machine into a port, such as rs1.eth0=veth3, in the place of"
              + " its cable; may be given several times. The lab then runs on the real clock.")
  private List<String> plugs = new ArrayList<>();

  @Option(
      names = "--stay",
      paramLabel = "TIME",
      description =
          "With --plug: after the steps go on for a while, such as 10m, or forever: until Ctrl-C.")
  private @Nullable String stay;

  @Option(
      names = "--repair-checksums",
      description =
          "With --plug: compute TCP and UDP checksums that the sender's kernel left to its NIC:"
              + " frames of a veth of this machine.")
  private boolean repairsChecksums;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description =
          "With --plug: how the interfaces are opened: af-packet, libpcap or pcap4j; by default the"
              + " first that works.")
  private @Nullable String backend;

  /** Whether nothing is plugged; fails if something else is asked that needs it. */
  boolean isEmpty() throws BadInput {
    if (plugs.isEmpty() && (stay != null || repairsChecksums || backend != null)) {
      throw new BadInput("--stay, --repair-checksums and --backend need --plug");
    }
    return plugs.isEmpty();
  }

  List<Plug> plugs() throws BadInput {
    return Plug.parseAll(plugs);
  }

  /** How long the lab goes on after its steps; MAX_VALUE for ever. */
  long stayNanos() throws BadInput {
    if (stay == null) {
      return 0;
    }
    return stay.equals(FOREVER) ? Long.MAX_VALUE : TimeSpan.duration("--stay", stay);
  }

  boolean repairsChecksums() {
    return repairsChecksums;
  }

  @Nullable NicBackend backend() throws BadInput {
    return backend == null ? null : ReplayCommand.backendOf(backend);
  }
}
