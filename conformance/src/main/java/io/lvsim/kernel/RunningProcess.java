package io.lvsim.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that leads a process group of its own, all of which ends with it. */
final class RunningProcess implements RealKernel.Running {
  private final Process process;
  private final Path log;
  private final Thread atExit;

  private RunningProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    atExit = new Thread(this::endAll);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static RunningProcess start(ProcessBuilder builder, Path log) throws KernelException {
    try {
      Process process =
          builder
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(log.toFile())
              .start();
      return new RunningProcess(process, log);
    } catch (IOException e) {
      throw new KernelException(
          builder.command().getFirst() + " cannot be started: " + e.getMessage());
    }
  }

  @Override
  public boolean goesOn() {
    return process.isAlive();
  }

  @Override
  public String said() {
    try {
      return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1).strip() : "";
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // the program is ending, and the hook does the work
    }
    killGroup();
  }

  /** When the program is interrupted nobody else takes its temporary files away. */
  private void endAll() {
    killGroup();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Path work = log.getParent();
    if (work != null) {
      TemporaryFiles.delete(work);
    }
  }

  private void killGroup() {
    try {
      new ProcessBuilder(Needs.pathOf("kill"), "-9", "--", "-" + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
