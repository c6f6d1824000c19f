package io.lvsim.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Simulation;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;
import io.lvsim.link.Switch;
import io.lvsim.trace.ArpDecision;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ethernet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client and a server behind a switch; the server answers what it gets with the next frame. */
class LabCaptureTest {
  private static final long EPOCH = 1_000_000_000L;

  @TempDir Path directory;

  @Test
  void framesCarryTheDecisionsTheyMet() throws IOException {
    run(directory);
    List<CapturedFrame> server = CaptureReader.readAll(directory.resolve("server.eth0.pcapng"));
    assertThat(server)
        .extracting(CapturedFrame::direction)
        .containsExactly(Direction.INBOUND, Direction.OUTBOUND);
    assertThat(server.get(0).comments())
        .containsExactly("server: dropped: not for me\nserver: dropped: but noted");
    assertThat(server.get(1).comments()).containsExactly("server: dropped: not for me");
    assertThat(server.get(0).atNanos()).isEqualTo(EPOCH + 2 * (10_000 + 672));
  }

  @Test
  void whatACableDoesIsSaidOfTheFrameThatLeft() throws IOException {
    run(directory);
    List<CapturedFrame> client = CaptureReader.readAll(directory.resolve("client.eth0.pcapng"));
    assertThat(client).hasSize(3);
    assertThat(client.get(2).direction()).isEqualTo(Direction.OUTBOUND);
    assertThat(client.get(2).comments())
        .containsExactly("client: lost the frame on client.eth0-lan.client: loss is set to 1.0");
  }

  @Test
  void onlyTheAskedNodesAreCaptured() throws IOException {
    run(directory);
    assertThat(directory).isDirectoryNotContaining(f -> f.getFileName().toString().contains("lan"));
  }

  @Test
  void sameRunTwiceGivesTheSameBytes(@TempDir Path again) throws IOException {
    run(directory);
    run(again);
    for (String name : List.of("client.eth0.pcapng", "server.eth0.pcapng")) {
      assertThat(directory.resolve(name)).hasSameBinaryContentAs(again.resolve(name));
    }
  }

  private static void run(Path directory) {
    Simulation simulation = new Simulation(1);
    Trace trace = new Trace(simulation);
    LabCapture capture =
        new LabCapture(
            EPOCH,
            node -> !node.equals("lan"),
            (node, port) -> {
              String name = node + "." + port;
              return new PcapngWriter(directory.resolve(name + ".pcapng"), name, "");
            });
    trace.add(capture);
    Switch lan = new Switch(simulation, trace, "lan");
    Port client = new Port("client", "eth0", trace);
    Port server = new Port("server", "eth0", trace);
    Cable clientCable = new Cable(simulation, trace, client, lan.addPort("client"));
    Cable serverCable = new Cable(simulation, trace, server, lan.addPort("server"));
    assertThat(clientCable.up() && serverCable.up()).isTrue();
    client.onReceive(frame -> assertThat(Ethernet.type(frame)).isEqualTo(Ethernet.TYPE_ARP));
    server.onReceive(frame -> {
      trace.tell("server", new ArpDecision.Dropped("not for me"));
      server.send(Dialogue.frames().get(1));
      trace.tell("server", new ArpDecision.Dropped("but noted"));
    });
    client.send(Dialogue.frames().get(0));
    simulation.runFor(1_000_000);
    clientCable.setLoss(1);
    client.send(Dialogue.frames().get(2));
    simulation.runFor(1_000_000);
    capture.close();
  }
}
