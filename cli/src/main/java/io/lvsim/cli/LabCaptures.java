package io.lvsim.cli;

import io.lvsim.capture.LabCapture;
import io.lvsim.engine.Nanos;
import io.lvsim.host.Interface;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.link.Switch;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** Captures of all interfaces of a lab. */
final class LabCaptures {
  private LabCaptures() {}

  /** Begins a file for every interface with a wire; switches' ports only if asked. */
  static LabCapture begin(Lab lab, Path directory, CaptureFormat format, boolean switches) {
    Set<String> switchNames = new LinkedHashSet<>();
    for (Switch lan : lab.switches()) {
      switchNames.add(lan.name());
    }
    LabCapture capture =
        new LabCapture(
            nanosSince1970(lab.epoch()),
            node -> switches || !switchNames.contains(node),
            (node, port) -> format.open(directory, node, port));
    for (Machine machine : lab.machines()) {
      for (Interface nic : machine.host().interfaces()) {
        if (nic.port() != null) {
          capture.begin(machine.name(), nic.name());
        }
      }
    }
    lab.trace().add(capture);
    return capture;
  }

  private static long nanosSince1970(Instant instant) {
    return instant.getEpochSecond() * Nanos.PER_SECOND + instant.getNano();
  }
}
