package io.lvsim.scenario.run;

import io.lvsim.lab.Machine;
import io.lvsim.process.Process;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.Shell;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A terminal on a machine: what is typed there, and what it shows, as it happens. */
final class Terminal implements ByteSink {
  private static final String CONTINUATION = "> ";

  private final Machine machine;
  private final Shell shell;
  private final int limitBytes;
  private final RunListener listener;
  private boolean connected = true;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  Terminal(Machine machine, Shell shell, int limitBytes, RunListener listener) {
    this.machine = machine;
    this.shell = shell;
    this.limitBytes = limitBytes;
    this.listener = listener;
  }

  /** From now on, what it shows is kept anew. */
  void clear() {
    shown.reset();
  }

  /** What it has shown since it was cleared, line by line. */
  List<String> lines() {
    return shown.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** Types a command, which may be several lines, and starts it. */
  Process type(String command) {
    String prompt = "[root@" + machine.name() + " ~]# ";
    for (String line : command.lines().toList()) {
      listener.typed(machine.name(), prompt, line);
      prompt = CONTINUATION;
    }
    return machine.processes().begin(() -> shell.start(command, this, this));
  }

  /** Takes output; called from the process that prints. */
  @Override
  public void write(byte[] bytes) {
    if (connected && shown.size() <= limitBytes) {
      shown.writeBytes(bytes);
      listener.output(machine.name(), bytes);
    }
  }

  /** From now on it shows nothing. */
  void hangUp() {
    connected = false;
  }

  /** Whether more was printed than a step may print. */
  boolean overflowed() {
    return shown.size() > limitBytes;
  }
}
