package io.lvsim.kernel;

import io.lvsim.scenario.Scenario;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which real kernels can be asked from here. */
public final class Kernels {
  private Kernels() {}

  /**
   * Which kernel is asked.
   *
   * <p>{@code AUTO}: this machine's where it has ip_vs and the user is root, else User Mode Linux.
   */
  public enum Choice {
    AUTO,
    THIS_MACHINE,
    USER_MODE_LINUX
  }

  /**
   * Whether waiting costs the time that is waited.
   *
   * <p>{@code SKIPPING}: while nothing happens, time jumps to the next timer; only User Mode Linux
   * can do that. {@code REAL}: a second is a second.
   */
  public enum ClockKind {
    SKIPPING,
    REAL
  }

  /**
   * What is missing to ask the kernel, as one sentence with the line to type; empty if nothing is.
   *
   * @param scenarios what is to be asked; no collections among them
   */
  public static String whatIsMissing(Choice choice, List<Scenario> scenarios) {
    boolean own = choice == Choice.THIS_MACHINE || choice == Choice.AUTO && ThisMachine.canServe();
    if (choice == Choice.THIS_MACHINE && !ThisMachine.canServe()) {
      return "this machine's kernel cannot be asked: " + ThisMachine.whyNot();
    }
    Set<String> packages = new LinkedHashSet<>(Needs.missing());
    packages.addAll(Needs.missingFor(scenarios));
    if (!own) {
      if (!System.getProperty("os.name").equals("Linux")) {
        return "a real kernel can only be asked on Linux; this is " + System.getProperty("os.name");
      }
      packages.addAll(Needs.missingForUserModeLinux());
    }
    return packages.isEmpty()
        ? ""
        : "to ask a real kernel, first: apt-get install " + String.join(" ", packages);
  }

  static RealKernel open(Choice choice, ClockKind clock, List<Scenario> scenarios)
      throws KernelException {
    String missing = whatIsMissing(choice, scenarios);
    if (!missing.isEmpty()) {
      throw new KernelException(missing);
    }
    boolean own = choice == Choice.THIS_MACHINE || choice == Choice.AUTO && ThisMachine.canServe();
    return own ? new ThisMachine() : new UserModeLinux(clock);
  }
}
