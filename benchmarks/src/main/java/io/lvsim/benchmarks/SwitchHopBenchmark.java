package io.lvsim.benchmarks;

import io.lvsim.engine.Simulation;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;
import io.lvsim.link.Switch;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ethernet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A frame from a host over a cable, through the switch, over a cable to another host. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SwitchHopBenchmark {
  private static final long LEFT_MAC = 0x02_00_00_00_00_10L;
  private static final long RIGHT_MAC = 0x02_00_00_00_01_90L;
  private static final int HOPS = 2;

  private final Simulation simulation = new Simulation(1);
  private final Trace trace = new Trace(simulation);
  private final Switch lan = new Switch(simulation, trace, "lan");
  private final Port left = plugIn("left");
  private final Port right = plugIn("right");
  private final byte[] toRight = new byte[Ethernet.MINIMUM];
  private final byte[] toLeft = new byte[Ethernet.MINIMUM];
  private long received;

  private Port plugIn(String host) {
    Port port = new Port(host, "eth0", trace);
    port.onReceive(frame -> received++);
    Cable unused = new Cable(simulation, trace, port, lan.addPort(host));
    return port;
  }

  /** Lets the switch learn both stations. */
  @Setup
  public void learn() {
    Ethernet.write(toRight, RIGHT_MAC, LEFT_MAC, Ethernet.TYPE_IPV4);
    Ethernet.write(toLeft, LEFT_MAC, RIGHT_MAC, Ethernet.TYPE_IPV4);
    left.send(toRight);
    right.send(toLeft);
    simulation.runFor(1_000_000);
  }

  /** One frame there and one back: each is two hops; the figure is per hop. */
  @Benchmark
  @OperationsPerInvocation(2 * HOPS)
  public long hop() {
    left.send(toRight);
    right.send(toLeft);
    while (simulation.step(Long.MAX_VALUE)) {
      // until both have arrived
    }
    return received;
  }
}
