package io.lvsim.scenario.run;

import io.lvsim.lab.Lab;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import java.util.List;

/** Someone who is told how a run goes, as it goes. */
public interface RunListener {
  /** A scenario begins (also each section of a collection). */
  default void scenarioStarted(Scenario scenario) {}

  /** The lab stands, at time 0: the moment to tap its ports and to listen to its trace. */
  default void labBuilt(Scenario scenario, Lab lab) {}

  /**
   * A lab on a real kernel has been recorded: the interfaces whose frames were kept, such as {@code
   * rs1.eth0}, and after this call each frame by {@link #frame}. Only a run on a real kernel tells
   * this; a simulated lab's ports can be tapped.
   */
  default void labRecorded(Scenario scenario, List<String> interfaces) {}

  /**
   * A frame of a recorded lab, in the order in which they passed.
   *
   * @param atNanos since the lab's beginning
   * @param outgoing whether its machine sent it
   */
  default void frame(String interfaceName, long atNanos, boolean outgoing, byte[] bytes) {}

  /** What is told from now on of terminals of a recorded lab was seen then. */
  default void recordedAt(long nowNanos) {}

  /** A step begins; numbers count from 1. */
  default void stepStarted(int number, Step step, long nowNanos) {}

  /**
   * A line was typed on a machine.
   *
   * @param prompt in front of it, such as {@code "[root@rs1 ~]# "}, or {@code "> "} for a
   *     continuation
   */
  default void typed(String machine, String prompt, String line) {}

  /** A machine's terminal shows something; bytes need not end with a line. */
  default void output(String machine, byte[] bytes) {}

  /** A step has ended. */
  default void stepEnded(StepResult result) {}

  /**
   * All steps have been taken, and whatever they started still runs: the moment to do more with the
   * lab than its scenario says. Only a simulated run tells this.
   */
  default void stepsEnded(Scenario scenario, Lab lab) {}

  /** A scenario has ended. */
  default void scenarioEnded(RunResult result) {}
}
