package io.lvsim.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Debian's User Mode Linux: a whole kernel as an ordinary process, with this machine's files as its
 * own, read only. A small library that is loaded before it keeps its clock, see {@code uml.c}.
 */
final class UserModeLinux implements RealKernel {
  /** How much slower than the wall clock its time runs while it is busy. */
  private static final String SLOWNESS = "200";

  private final Kernels.ClockKind clock;

  UserModeLinux(Kernels.ClockKind clock) {
    this.clock = clock;
  }

  @Override
  public String title() {
    return "User Mode Linux";
  }

  @Override
  public boolean setsClock() {
    return true;
  }

  @Override
  public Running start(Path work) throws KernelException {
    compileLibrary(work);
    ProcessBuilder builder =
        new ProcessBuilder(
            Needs.pathOf("setsid"),
            Needs.pathOf("linux.uml"),
            "mem=" + System.getenv().getOrDefault("LVSIM_KERNEL_MEMORY", "512M"),
            "umid=lvsim",
            "uml_dir=" + work.resolve("uml") + "/",
            "rootfstype=hostfs",
            "rootflags=/",
            "ro",
            "init=" + work.resolve("guest/init"),
            "lvsim_work=" + work,
            "quiet",
            "loglevel=3",
            "con=null",
            "con0=null,fd:1");
    builder.environment().put("LD_PRELOAD", work.resolve("uml.so").toString());
    builder.environment().put("LVSIM_SLOW", clock == Kernels.ClockKind.SKIPPING ? SLOWNESS : "0");
    return RunningProcess.start(builder, work.resolve("console"));
  }

  private static void compileLibrary(Path work) throws KernelException {
    Path source = work.resolve("uml.c");
    Path said = work.resolve("cc.log");
    GuestFiles.copy("uml.c", source);
    List<String> command =
        List.of(
            Needs.pathOf("cc"),
            "-O2",
            "-shared",
            "-fPIC",
            "-o",
            work.resolve("uml.so").toString(),
            source.toString(),
            "-ldl");
    try {
      Files.createDirectories(work.resolve("uml"));
      Process cc =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (cc.waitFor() != 0) {
        String why = Files.readString(said, StandardCharsets.ISO_8859_1).strip();
        throw new KernelException("cc cannot compile what User Mode Linux needs:\n" + why);
      }
    } catch (IOException e) {
      throw new KernelException("cc cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelException("interrupted");
    }
  }
}
