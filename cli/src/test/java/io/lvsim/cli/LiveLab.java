package io.lvsim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A lab of network namespaces on this machine's kernel: a client (192.168.2.10), a place for the
 * director (.190), two real servers (.191, .192; VIP .188 on lo, ARP for it suppressed) on one
 * bridge. Senders compute their checksums, as where NICs are real.
 */
final class LiveLab implements AutoCloseable {
  static final String VIP = "192.168.2.188";

  private static final List<String> NAMES = List.of("sw", "c", "d", "r1", "r2");

  private static int labs;

  private final String prefix = "lvsim%d%c".formatted(ProcessHandle.current().pid(), 'a' + labs++);
  private final Path directory;
  private final Map<String, Process> servers = new LinkedHashMap<>();
  private int nextPort = 10_000;

  LiveLab(Path directory) throws IOException {
    this.directory = directory;
    try {
      build();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Why there can be none here; empty if there can. */
  static String missing() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return "network namespaces need root";
    }
    for (String program : List.of("ip", "curl", "python3", "ethtool", "sysctl")) {
      if (shell("command -v " + program).status() != 0) {
        return "there is no " + program;
      }
    }
    String probe = "lvsimprobe" + ProcessHandle.current().pid();
    Outcome outcome = shell("ip netns add " + probe + " && ip netns del " + probe);
    return outcome.status() == 0 ? "" : "no network namespace can be made: " + outcome.output();
  }

  /** How a command ended. */
  record Outcome(int status, String output) {
    List<String> lines() {
      return output.lines().toList();
    }
  }

  private void build() throws IOException {
    StringBuilder script = new StringBuilder("set -e\n");
    for (String name : NAMES) {
      script.append(
          "ip netns add %1$s%2$s; ip -n %1$s%2$s link set lo up\n".formatted(prefix, name));
    }
    script.append(
        "ip -n %1$ssw link add br0 type bridge; ip -n %1$ssw link set br0 up\n".formatted(prefix));
    script.append(host("c", 10)).append(host("d", 190));
    script.append(host("r1", 191)).append(host("r2", 192));
    run(script.toString());
    for (String server : List.of("r1", "r2")) {
      suppressArp(server, true);
      run("ip -n %s%s addr add %s/32 dev lo".formatted(prefix, server, VIP));
    }
    Files.writeString(directory.resolve("httpd.py"), LiveLabPrograms.WEB_SERVER);
    Files.writeString(directory.resolve("who-has.py"), LiveLabPrograms.WHO_HAS);
    startServer("r1");
    startServer("r2");
  }

  /** Puts a program where a host's python3 finds it. */
  private Path program(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /** Runs a program on a host; what it prints. */
  String python(String host, String name, String text, String arguments) throws IOException {
    return out(host, "python3 " + program(name, text) + " " + arguments);
  }

  /** Starts a program on a host, which runs until it is ended. */
  Process startPython(String host, String name, String text, String... arguments)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("python3", program(name, text).toString()));
    words.addAll(List.of(arguments));
    return start(host, words, Files.createTempFile(directory, name, ".out"));
  }

  /** What passes a host's interface while something is done, as a pcap file. */
  Path capture(String host, Doing something) throws IOException {
    Path file = Files.createTempFile(directory, host, ".pcap");
    Process sniffer =
        startPython(host, "sniff.py", LiveLabPrograms.SNIFFER, "eth0", file.toString());
    try {
      for (int i = 0; i < 300 && Files.size(file) == 0; i++) {
        pause(50);
      }
      something.run();
      pause(200);
    } finally {
      sniffer.destroy();
    }
    return file;
  }

  /** Something that is done in the lab. */
  @FunctionalInterface
  interface Doing {
    void run() throws IOException;
  }

  private String host(String name, int number) {
    return """
    ip -n %1$ssw link add p%2$s type veth peer name eth0 netns %1$s%2$s
    ip -n %1$ssw link set p%2$s master br0 up
    ip -n %1$s%2$s link set eth0 address %4$s
    ip netns exec %1$s%2$s ethtool -K eth0 tx off > /dev/null
    ip -n %1$s%2$s addr add 192.168.2.%3$d/24 dev eth0
    ip -n %1$s%2$s link set eth0 up
    """
        .formatted(prefix, name, number, mac(number));
  }

  /** The director's place gets a NIC again, after the one it had was deleted. */
  void plugDirectorAgain() {
    run(host("d", 190));
  }

  /** The MAC of the host whose address ends so. */
  static String mac(int number) {
    return "02:00:00:00:01:%02x".formatted(number);
  }

  /** Whether a real server keeps silent about the VIP. */
  void suppressArp(String server, boolean on) {
    in(
        server,
        "sysctl -qw net.ipv4.conf.all.arp_ignore=%d net.ipv4.conf.all.arp_announce=%d"
            .formatted(on ? 1 : 0, on ? 2 : 0));
  }

  private void serve(String name, Path program, String word) throws IOException {
    servers.put(
        name, start(name, List.of("python3", program.toString(), word), directory.resolve(name)));
    for (int i = 0; i < 300; i++) {
      if (in(name, "curl -s -m 1 http://127.0.0.1:81/").output().contains(word)) {
        return;
      }
      pause(100);
    }
    throw new IllegalStateException("the web server of " + name + " does not answer");
  }

  /** Starts the web server of a real server. */
  void startServer(String name) throws IOException {
    serve(name, directory.resolve("httpd.py"), name.equals("r1") ? "share191" : "share192");
  }

  /** Kills it. */
  void stopServer(String name) {
    Process server = servers.remove(name);
    if (server != null) {
      server.destroyForcibly();
      try {
        server.waitFor(5, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Starts a program in a namespace; what it says goes to a file. */
  Process start(String name, List<String> words, Path output) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", prefix + name));
    command.addAll(words);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** Runs a script in a namespace. */
  Outcome in(String name, String script) {
    return call(List.of("ip", "netns", "exec", prefix + name, "sh", "-c", script));
  }

  /** The same, which must succeed. */
  String out(String name, String script) {
    Outcome outcome = in(name, script);
    if (outcome.status() != 0) {
      throw new AssertionError(
          script + " ended with " + outcome.status() + ": " + outcome.output());
    }
    return outcome.output();
  }

  /**
   * So many web requests one after the other; what each was answered. No port is used twice: a
   * connection whose entry still is in FIN_WAIT would go to the server of the one before.
   */
  List<String> ask(int count, String url) {
    int first = portsFor(count);
    String loop = "for p in $(seq %d %d); do curl -s -S -m 5 --local-port $p %s 2>&1; done";
    return in("c", loop.formatted(first, first + count - 1, url)).lines();
  }

  /** Ports that are used again only when connections of the first use are long gone. */
  int portsFor(int count) {
    int first = nextPort + count > 32_000 ? 10_000 : nextPort;
    nextPort = first + count;
    return first;
  }

  /** The MACs that answer when the client asks who has the VIP, in order of their numbers. */
  List<String> answersForVip() {
    return out("c", "python3 " + directory.resolve("who-has.py") + " eth0 192.168.2.10 " + VIP)
        .lines()
        .distinct()
        .sorted()
        .toList();
  }

  /** How many bytes have come in by the director's interface. */
  long bytesToDirector() {
    return Long.parseLong(
        out("d", "cat /proc/net/dev | sed -n 's/^ *eth0: *\\([0-9]*\\).*/\\1/p'").strip());
  }

  /** How many frames have come in by a host's interface. */
  long framesTo(String host) {
    return Long.parseLong(out(host, "cat /sys/class/net/eth0/statistics/rx_packets").strip());
  }

  /** Waits for the end of a program, at most two minutes. */
  static void await(Process process) {
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        throw new AssertionError("a program does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(String script) {
    Outcome outcome = shell(script);
    if (outcome.status() != 0) {
      throw new IllegalStateException(outcome.output());
    }
  }

  static Outcome shell(String script) {
    return call(List.of("sh", "-c", script));
  }

  private static Outcome call(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes());
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      return new Outcome(127, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(130, "interrupted");
    }
  }

  @Override
  public void close() {
    List.copyOf(servers.keySet()).forEach(this::stopServer);
    NAMES.forEach(name -> shell("ip netns del " + prefix + name));
  }
}
