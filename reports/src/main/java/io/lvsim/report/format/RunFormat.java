package io.lvsim.report.format;

import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import java.util.List;

/** Writes runs in some format as they happen. */
public interface RunFormat extends RunListener {
  /** Before the first. */
  default void begin() {}

  /** All runs have ended. */
  void finish(List<RunResult> results);
}
