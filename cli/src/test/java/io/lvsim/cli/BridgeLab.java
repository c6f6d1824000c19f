package io.lvsim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Network namespaces around one bridge: a place for the director (eth0, 192.168.2.190), a client
 * that has no address yet (eth0), and a bench whose interfaces (eth1, w1, w2, no addresses) stand
 * for several machines.
 */
final class BridgeLab implements AutoCloseable {
  static final String DIRECTOR_MAC = "02:00:00:00:01:90";

  private static final List<String> NAMES = List.of("s", "d", "c", "b");

  private final String prefix = "lvbr" + ProcessHandle.current().pid();
  private final Path directory;
  private final List<Process> processes = new ArrayList<>();

  BridgeLab(Path directory) {
    this.directory = directory;
    StringBuilder script = new StringBuilder("set -e\n");
    for (String name : NAMES) {
      script.append("ip netns add %1$s%2$s\n".formatted(prefix, name));
    }
    script.append("ip -n %1$ss link add br0 type bridge\n".formatted(prefix));
    script.append("ip -n %1$ss link set br0 addrgenmode none up\n".formatted(prefix));
    script.append(cable("d", "eth0")).append(cable("c", "eth0"));
    script.append(cable("b", "eth1")).append(cable("b", "w1")).append(cable("b", "w2"));
    script.append("ip -n %1$sd link set eth0 address %2$s\n".formatted(prefix, DIRECTOR_MAC));
    script.append("ip -n %1$sd addr add 192.168.2.190/24 dev eth0\n".formatted(prefix));
    LiveLab.Outcome outcome = LiveLab.shell(script.toString());
    if (outcome.status() != 0) {
      close();
      throw new IllegalStateException(outcome.output());
    }
  }

  private String cable(String host, String nic) {
    return """
    ip -n %1$ss link add %2$s%3$s type veth peer name %3$s netns %1$s%2$s
    ip -n %1$ss link set %2$s%3$s addrgenmode none master br0 up
    ip -n %1$s%2$s link set %3$s addrgenmode none
    ip netns exec %1$s%2$s ethtool -K %3$s tx off > /dev/null
    ip -n %1$s%2$s link set lo up; ip -n %1$s%2$s link set %3$s up
    """
        .formatted(prefix, host, nic);
  }

  /** The bench gets a NIC again, after the one it had was deleted. */
  void plugAgain(String nic) {
    LiveLab.Outcome outcome = LiveLab.shell("set -e\n" + cable("b", nic));
    if (outcome.status() != 0) {
      throw new IllegalStateException(outcome.output());
    }
  }

  /** From now on the bridge learns nothing and sends everything everywhere. */
  void flood() {
    LiveLab.Outcome outcome =
        LiveLab.shell("ip -n %ss link set br0 type bridge ageing_time 0".formatted(prefix));
    if (outcome.status() != 0) {
      throw new IllegalStateException(outcome.output());
    }
  }

  /** Runs a script at the client. */
  LiveLab.Outcome atClient(String script) {
    return in("c", script);
  }

  /** Runs a script at the bench. */
  LiveLab.Outcome atBench(String script) {
    return in("b", script);
  }

  private LiveLab.Outcome in(String name, String script) {
    return LiveLab.shell("ip netns exec " + prefix + name + " sh -c '" + script + "'");
  }

  /** Starts lvsim live at the director's place, and waits until it runs. */
  CableLab.Running startDirector(String rules) throws IOException {
    Path file = Files.writeString(directory.resolve("ipvsadm.rules"), rules);
    Path socket = directory.resolve("socket");
    return start(
        "d",
        "running on",
        CableLab.lvsim(
            List.of(),
            "live",
            "--iface",
            "eth0",
            "--rules",
            file.toString(),
            "--control",
            socket.toString()));
  }

  /** Starts lvsim at the bench, and waits until it has said something. */
  CableLab.Running startAtBench(String until, String... arguments) throws IOException {
    return start("b", until, CableLab.lvsim(List.of(), arguments));
  }

  /** Runs lvsim at the bench to its end. */
  CableLab.Running runAtBench(List<String> arguments) throws IOException {
    CableLab.Running running = startAtBench("", arguments.toArray(String[]::new));
    running.awaitEnd();
    return running;
  }

  private CableLab.Running start(String name, String until, List<String> words) throws IOException {
    CableLab.Running running = CableLab.Running.start(directory, prefix + name, until, words);
    processes.add(running.process());
    return running;
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    NAMES.forEach(name -> LiveLab.shell("ip netns del " + prefix + name));
  }
}
