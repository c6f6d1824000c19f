package io.lvsim.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The programs that a real kernel runs for the labs. */
final class GuestFiles {
  private static final List<String> OURS =
      List.of(
          "agent.py",
          "box.py",
          "frames.py",
          "httpd.py",
          "init",
          "lan.py",
          "linux.py",
          "bin/iptables",
          "bin/iptables-restore",
          "bin/iptables-save",
          "bin/service",
          "bin/systemctl");

  /** Those that the simulator has as commands and services of its own. */
  private static final List<String> LAB_PROGRAMS = List.of("ask", "whoami");

  private GuestFiles() {}

  /** Puts them all below a directory. */
  static void install(Path directory) throws KernelException {
    for (String name : OURS) {
      Path file = directory.resolve(name);
      copy("guest/" + name, file);
      if (!file.toFile().setExecutable(true, false)) {
        throw new KernelException(file + " cannot be made executable");
      }
    }
    for (String name : LAB_PROGRAMS) {
      Path file = directory.resolve("bin").resolve(name);
      copy("/io/lvsim/lab/programs/" + name, file);
      if (!file.toFile().setExecutable(true, false)) {
        throw new KernelException(file + " cannot be made executable");
      }
    }
  }

  /** Copies a resource: of this package, or by its whole path. */
  static void copy(String resource, Path to) throws KernelException {
    try (InputStream in = GuestFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own file " + resource);
      }
      Files.createDirectories(to.getParent());
      Files.copy(in, to);
    } catch (IOException e) {
      throw new KernelException(to + " cannot be written: " + e.getMessage());
    }
  }
}
