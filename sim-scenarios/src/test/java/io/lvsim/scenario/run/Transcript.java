package io.lvsim.scenario.run;

import io.lvsim.lab.Lab;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.trace.Decision;
import io.lvsim.trace.TraceListener;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes down everything that a run shows, and a digest of all its frames and decisions. */
final class Transcript implements RunListener, TraceListener {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder trace = new StringBuilder();

  @Override
  public void labBuilt(Scenario scenario, Lab lab) {
    lab.trace().add(this);
  }

  @Override
  public void stepStarted(int number, Step step, long nowNanos) {
    text.append("# ").append(number).append(" at ").append(nowNanos).append('\n');
  }

  @Override
  public void typed(String machine, String prompt, String line) {
    text.append(prompt).append(line).append('\n');
  }

  @Override
  public void output(String machine, byte[] bytes) {
    text.append(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void sent(long nowNanos, String node, String port, byte[] frame) {
    trace.append(nowNanos).append(' ').append(node).append('.').append(port).append(' ');
    trace.append(Arrays.hashCode(frame)).append('\n');
  }

  @Override
  public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
    trace.append(nowNanos).append(' ').append(node).append(' ').append(decision).append('\n');
  }

  String text() {
    return text.toString();
  }

  String trace() {
    return trace.toString();
  }
}
