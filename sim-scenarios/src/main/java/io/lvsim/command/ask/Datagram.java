package io.lvsim.command.ask;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.process.Process;
import io.lvsim.transport.UdpHandler;
import io.lvsim.transport.UdpSocket;
import io.lvsim.transport.UdpStack;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One question in one datagram, from a connected socket. */
final class Datagram implements UdpHandler {
  private static final byte[] QUESTION = "who\n".getBytes(StandardCharsets.US_ASCII);

  private final Process process;
  private @Nullable String answer;

  private Datagram(Process process) {
    this.process = process;
  }

  /** Asks and waits for the answer. */
  static String ask(Process process, UdpStack udp, End from, End to, long waitNanos) {
    Datagram question = new Datagram(process);
    UdpSocket socket;
    try {
      socket = udp.open(from.address(), from.port(), question);
    } catch (HostException refused) {
      return Answer.failure(refused.errno());
    }
    try {
      return question.askOver(socket, to, waitNanos);
    } finally {
      socket.close();
    }
  }

  private String askOver(UdpSocket socket, End to, long waitNanos) {
    Errno refused = socket.connect(to.address(), to.port());
    if (refused == null) {
      refused = socket.send(0, to.address(), to.port(), QUESTION, 0, QUESTION.length);
    }
    if (refused != null) {
      return Answer.failure(refused);
    }
    process.await(() -> answer != null, waitNanos);
    String came = answer;
    return came == null ? Answer.TIMEOUT : came;
  }

  @Override
  public void received(
      UdpSocket socket,
      int fromAddress,
      int fromPort,
      int localAddress,
      byte[] bytes,
      int from,
      int length) {
    note(Answer.name(new String(bytes, from, length, StandardCharsets.UTF_8)));
  }

  @Override
  public void failed(UdpSocket socket, Errno error) {
    note(Answer.failure(error));
  }

  private void note(String what) {
    if (answer == null) {
      answer = what;
      process.wake();
    }
  }
}
