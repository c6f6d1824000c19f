package io.lvsim.shell;

import io.lvsim.engine.Random;
import io.lvsim.lab.Machine;
import io.lvsim.lab.NetworkNamespace;

/**
 * What all shells and subshells of one terminal share.
 *
 * @param net the network namespace it is in
 * @param commands the programs that can be run
 * @param budget what may be done while no time passes
 * @param processId of the shell, as {@code $$} says
 * @param random where {@code $RANDOM} comes from
 * @param startedAtNanos when it was opened, for {@code $SECONDS}
 */
record Terminal(
    NetworkNamespace net,
    CommandTable commands,
    Budget budget,
    int processId,
    Random random,
    long startedAtNanos) {

  /** How long it takes to start a program: fork, exec, and loading it. */
  static final long PROGRAM_START_NANOS = 1_000_000;

  static Terminal on(NetworkNamespace net, CommandTable commands) {
    Machine machine = net.machine();
    var simulation = machine.lab().simulation();
    return new Terminal(
        net,
        commands,
        new Budget(simulation),
        machine.nextProcessId(),
        simulation.random(machine.name() + " shell RANDOM"),
        simulation.now());
  }

  long nowNanos() {
    return net.machine().lab().simulation().now();
  }

  /** The machine it is on. */
  Machine machine() {
    return net.machine();
  }
}
