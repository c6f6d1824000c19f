package io.lvsim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two network namespaces joined by one cable: the bench (eth1, no address) and whatever is tested
 * (eth0, with a MAC and an address as asked).
 */
final class CableLab implements AutoCloseable {
  private static final int SECONDS_MAX = 120;

  private final String bench;
  private final String tested;
  private final Path directory;
  private final List<Process> processes = new ArrayList<>();

  CableLab(Path directory, String mac, String address) {
    this.directory = directory;
    String prefix = "lvrp" + ProcessHandle.current().pid();
    bench = prefix + "b";
    tested = prefix + "t";
    String script =
        """
        set -e
        ip netns add %1$s; ip netns add %2$s
        ip -n %1$s link add eth1 type veth peer name eth0 netns %2$s
        ip -n %1$s link set eth1 addrgenmode none; ip -n %2$s link set eth0 addrgenmode none
        ip -n %2$s link set eth0 address %3$s
        ip -n %2$s addr add %4$s dev eth0
        ip netns exec %2$s ethtool -K eth0 tx off > /dev/null
        ip -n %2$s link set lo up; ip -n %1$s link set eth1 up; ip -n %2$s link set eth0 up
        """;
    LiveLab.Outcome outcome = LiveLab.shell(script.formatted(bench, tested, mac, address));
    if (outcome.status() != 0) {
      close();
      throw new IllegalStateException(outcome.output());
    }
  }

  /** Runs a script at the bench. */
  LiveLab.Outcome atBench(String script) {
    return LiveLab.shell("ip netns exec " + bench + " sh -c '" + script + "'");
  }

  /** Runs a script at the tested end. */
  LiveLab.Outcome atTested(String script) {
    return LiveLab.shell("ip netns exec " + tested + " sh -c '" + script + "'");
  }

  /** Starts lvsim at the tested end, and waits until it has said something. */
  Running startTested(String until, String... arguments) throws IOException {
    return start(tested, until, lvsim(List.of(), arguments));
  }

  /** Starts lvsim at the bench, and waits until it has said something. */
  Running startAtBench(String until, String... arguments) throws IOException {
    return start(bench, until, lvsim(List.of(), arguments));
  }

  /** Starts another program at the tested end. */
  Running program(String until, List<String> words) throws IOException {
    return start(tested, until, words);
  }

  /** Runs lvsim at the bench to its end. */
  Running runAtBench(List<String> javaOptions, String... arguments) throws IOException {
    Running running = start(bench, "", lvsim(javaOptions, arguments));
    running.awaitEnd();
    return running;
  }

  private Running start(String namespace, String until, List<String> words) throws IOException {
    Running running = Running.start(directory, namespace, until, words);
    processes.add(running.process());
    return running;
  }

  static List<String> lvsim(List<String> javaOptions, String... arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    words.addAll(javaOptions);
    words.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.lvsim.cli.Lvsim"));
    words.addAll(List.of(arguments));
    return words;
  }

  /** A program that was started. */
  record Running(Process process, Path file) {
    /** Starts it in a namespace, and waits until it has said something or has ended. */
    static Running start(Path directory, String namespace, String until, List<String> words)
        throws IOException {
      List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
      command.addAll(words);
      Path output = Files.createTempFile(directory, "cable", ".out");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      Running running = new Running(process, output);
      for (int i = 0; i < SECONDS_MAX * 20 && process.isAlive() && !running.said(until); i++) {
        LiveLab.pause(50);
      }
      return running;
    }

    String output() {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        return "";
      }
    }

    boolean said(String text) {
      return output().contains(text);
    }

    void awaitSaid(String text) {
      for (int i = 0; i < 400 && !said(text); i++) {
        LiveLab.pause(50);
      }
      if (!said(text)) {
        throw new AssertionError("it never said '" + text + "', but: " + output());
      }
    }

    /** Asks it to end by SIGTERM; its exit status. */
    int stop() {
      process.destroy();
      return awaitEnd();
    }

    int awaitEnd() {
      try {
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
          throw new AssertionError("it does not end: " + output());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return process.exitValue();
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    LiveLab.shell("ip netns del " + bench + "; ip netns del " + tested);
  }
}
