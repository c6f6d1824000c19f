package io.lvsim.command.ask;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.lab.NetworkNamespace;
import io.lvsim.process.Process;
import io.lvsim.transport.TcpConnection;
import io.lvsim.transport.TcpHandler;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection over which questions are asked. Like a program that blocks in recv(2), it takes
 * data only while it waits for an answer; what comes later stays in the socket until the next
 * question.
 */
final class Talk implements TcpHandler {
  private static final byte[] QUESTION = "who\n".getBytes(StandardCharsets.US_ASCII);

  private final TcpConnection connection;
  private final StringBuilder received = new StringBuilder();
  private @Nullable Process waiting;
  private boolean established;
  private boolean peerClosed;
  private boolean failed;
  private @Nullable Errno error;

  /**
   * Begins to connect, with SO_REUSEADDR.
   *
   * @throws HostException what bind(2) or connect(2) fails with at once
   */
  Talk(NetworkNamespace net, End from, End to) throws HostException {
    connection =
        net.tcp().connect(from.address(), from.port(), true, to.address(), to.port(), this);
    connection.setReading(false);
  }

  /**
   * Waits for the handshake; gives up, and closes, when it takes too long.
   *
   * @return what went wrong; empty when it is connected
   */
  String awaitConnection(Process process, long waitNanos) {
    boolean answered = await(process, () -> established || failed, waitNanos);
    if (answered && established) {
      return "";
    }
    connection.close();
    return answered ? failure() : Answer.TIMEOUT;
  }

  /** Asks who is there, having thrown away late answers to earlier questions. */
  String who(Process process, long waitNanos) {
    connection.setReading(true);
    received.setLength(0);
    if (failed) {
      return failure();
    }
    connection.send(QUESTION, 0, QUESTION.length);
    boolean answered = await(process, () -> !received.isEmpty() || peerClosed || failed, waitNanos);
    connection.setReading(false);
    if (!answered) {
      return Answer.TIMEOUT;
    }
    if (!received.isEmpty()) {
      return Answer.name(received.toString());
    }
    return failed ? failure() : Answer.CLOSED;
  }

  /** Ends it with FIN. */
  void close() {
    connection.close();
  }

  /** Ends it with RST. */
  void reset() {
    connection.abort();
  }

  private boolean await(
      Process process, java.util.function.BooleanSupplier condition, long waitNanos) {
    waiting = process;
    try {
      return process.await(condition, waitNanos);
    } finally {
      waiting = null;
    }
  }

  /** An error is told once; afterwards the socket is one that cannot be written to. */
  private String failure() {
    Errno why = error == null ? Errno.EPIPE : error;
    error = null;
    return Answer.failure(why);
  }

  @Override
  public void connected(TcpConnection itself) {
    established = true;
    wake();
  }

  @Override
  public void received(TcpConnection itself, byte[] bytes, int from, int length) {
    received.append(new String(bytes, from, length, StandardCharsets.UTF_8));
    if (waiting != null) {
      itself.setReading(false);
      wake();
    }
  }

  @Override
  public void peerClosed(TcpConnection itself) {
    peerClosed = true;
    wake();
  }

  @Override
  public void failed(TcpConnection itself, Errno why) {
    failed = true;
    error = why;
    wake();
  }

  private void wake() {
    Process process = waiting;
    if (process != null) {
      process.wake();
    }
  }
}
