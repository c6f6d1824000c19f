package io.lvsim.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * This machine's own kernel: labs are network namespaces beside the machine's own network, which
 * they do not touch. Its clock is the machine's, so waiting takes as long as it says.
 */
final class ThisMachine implements RealKernel {
  /** Whether this kernel has IPVS and the user may make namespaces. */
  static boolean canServe() {
    return whyNot().isEmpty();
  }

  static String whyNot() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return "one must be root to make network namespaces";
    }
    return hasIpvs() ? "" : "it has no module ip_vs";
  }

  private static boolean hasIpvs() {
    if (Files.exists(Path.of("/proc/net/ip_vs"))) {
      return true;
    }
    if (!Needs.isInstalled("modprobe")) {
      return false;
    }
    try {
      Process modprobe =
          new ProcessBuilder(Needs.pathOf("modprobe"), "-q", "ip_vs")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return modprobe.waitFor() == 0 && Files.exists(Path.of("/proc/net/ip_vs"));
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public String title() {
    return "this machine's Linux " + System.getProperty("os.version");
  }

  @Override
  public boolean setsClock() {
    return false;
  }

  @Override
  public Running start(Path work) throws KernelException {
    List<String> agent =
        List.of(
            Needs.pathOf("setsid"),
            "/usr/bin/python3",
            work.resolve("guest/agent.py").toString(),
            work.resolve("plan.json").toString(),
            work.resolve("out").toString());
    ProcessBuilder builder = new ProcessBuilder(agent);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("LVSIM_DISKS", work.resolve("disks").toString());
    return RunningProcess.start(builder, work.resolve("log"));
  }
}
