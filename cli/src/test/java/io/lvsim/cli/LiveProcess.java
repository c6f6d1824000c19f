package io.lvsim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code lvsim live} as a process in the director's namespace of a live lab. */
final class LiveProcess implements AutoCloseable {
  private static final int SECONDS_MAX = 120;

  private final Path output;
  private final Path socket;
  private final Process process;

  /** Starts it, and waits until it runs or has ended. */
  LiveProcess(LiveLab lab, Path directory, String... arguments) throws IOException {
    this(
        lab,
        directory,
        List.of(),
        program(List.of(), System.getProperty("java.class.path")),
        arguments);
  }

  /**
   * Starts it by another program.
   *
   * @param before that program and its arguments
   * @param program java and what it is to run
   */
  LiveProcess(
      LiveLab lab, Path directory, List<String> before, List<String> program, String... arguments)
      throws IOException {
    output = Files.createTempFile(directory, "live", ".out");
    socket = output.resolveSibling(output.getFileName() + ".sock");
    List<String> words = new ArrayList<>(before);
    words.addAll(program);
    words.addAll(List.of("live", "--iface", "eth0", "--control", socket.toString()));
    words.addAll(List.of(arguments));
    process = lab.start("d", words, output);
    for (int i = 0; i < SECONDS_MAX * 20 && process.isAlive() && !said("running on"); i++) {
      LiveLab.pause(50);
    }
  }

  /** The JVM with options of its own, on a class path. */
  static List<String> program(List<String> options, String classPath) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("-XX:+UseSerialGC");
    words.add("-XX:TieredStopAtLevel=1");
    words.addAll(options);
    words.addAll(List.of("-cp", classPath, "io.lvsim.cli.Lvsim"));
    return words;
  }

  long pid() {
    return process.pid();
  }

  /** What it has said so far. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "";
    }
  }

  boolean said(String text) {
    return output().contains(text);
  }

  /** Waits until it has said something. */
  void awaitSaid(String text) {
    for (int i = 0; i < 600 && !said(text); i++) {
      LiveLab.pause(50);
    }
    if (!said(text)) {
      throw new AssertionError("it never said '" + text + "', but: " + output());
    }
  }

  /** Runs lvsim ctl in this process. */
  Program.Outcome control(String... arguments) {
    List<String> words = new ArrayList<>(List.of("ctl", "--socket", socket.toString()));
    words.addAll(List.of(arguments));
    return Program.run(words.toArray(new String[0]));
  }

  Path socket() {
    return socket;
  }

  /** Asks it to end by SIGTERM; its exit status. */
  int stop() {
    process.destroy();
    return awaitEnd();
  }

  /** Its exit status, once it has ended. */
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

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
