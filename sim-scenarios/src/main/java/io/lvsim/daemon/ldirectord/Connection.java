package io.lvsim.daemon.ldirectord;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.transport.TcpConnection;
import io.lvsim.transport.TcpHandler;
import io.lvsim.wire.Ipv4Address;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A TCP connection of a check, with one deadline for all of it. */
final class Connection implements TcpHandler {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Instance instance;
  private final long deadlineNanos;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private @Nullable TcpConnection connection;
  private @Nullable Errno error;
  private boolean connected;
  private boolean ended;

  /**
   * @param timeoutSeconds from now on; 0 for no limit
   */
  Connection(Instance instance, int timeoutSeconds) {
    this.instance = instance;
    long now = instance.process().simulation().now();
    deadlineNanos =
        timeoutSeconds == 0 ? Long.MAX_VALUE / 2 : now + timeoutSeconds * NANOS_PER_SECOND;
  }

  /** Connects; false if that fails or takes too long. */
  boolean open(String address, int port) {
    try {
      connection = instance.machine.tcp().connect(0, 0, Ipv4Address.parse(address), port, this);
    } catch (HostException refused) {
      error = refused.errno();
      ended = true;
    }
    return await(() -> connected || ended) && connected;
  }

  void send(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (connection != null && bytes.length > 0) {
      connection.send(bytes, 0, bytes.length);
    }
  }

  /** Waits until a condition holds or there is no hope; false if it took too long. */
  boolean await(BooleanSupplier condition) {
    long left = deadlineNanos - instance.process().simulation().now();
    return instance.process().await(() -> ended || condition.getAsBoolean(), Math.max(left, 0));
  }

  /** What has come so far. */
  String received() {
    return received.toString(StandardCharsets.ISO_8859_1);
  }

  /** Whether nothing more will come. */
  boolean ended() {
    return ended;
  }

  /** What ended it; null for the peer's close, or for nothing yet. */
  @Nullable Errno error() {
    return error;
  }

  void close() {
    if (connection != null && connected) {
      connection.close();
    } else if (connection != null && !ended) {
      connection.abort();
    }
  }

  @Override
  public void connected(TcpConnection established) {
    connected = true;
    instance.process().wake();
  }

  @Override
  public void received(TcpConnection from, byte[] bytes, int start, int length) {
    received.write(bytes, start, length);
    instance.process().wake();
  }

  @Override
  public void peerClosed(TcpConnection by) {
    ended = true;
    instance.process().wake();
  }

  @Override
  public void failed(TcpConnection failing, Errno why) {
    error = why;
    ended = true;
    instance.process().wake();
  }

  @Override
  public void closed(TcpConnection gone) {
    ended = true;
    instance.process().wake();
  }
}
