package io.lvsim.command.socket;

import io.lvsim.host.Errno;
import io.lvsim.process.Process;
import io.lvsim.process.Waiters;
import io.lvsim.shell.BufferedSource;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.WriteFailedException;
import io.lvsim.transport.TcpConnection;
import io.lvsim.transport.TcpHandler;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** A TCP socket as a program has it that blocks: reads wait for data, writes for room. */
final class TcpStream extends BufferedSource implements Channel, ByteSink, TcpHandler {
  /** As much as a socket's send buffer takes before write(2) waits. */
  private static final int SEND_BUFFER_BYTES = 1 << 18;

  private static final long POLL_NANOS = 1_000_000;

  private final Waiters waiters = new Waiters();
  private ByteArrayOutputStream received = new ByteArrayOutputStream();
  private @Nullable TcpConnection connection;
  private @Nullable Errno error;
  private boolean connected;
  private boolean ended;

  /** The connection that it is about. */
  void over(TcpConnection which) {
    connection = which;
  }

  @Nullable TcpConnection connection() {
    return connection;
  }

  /** Waits until the handshake is done or has failed; false if neither came in time. */
  boolean awaitConnected(Process process, long timeoutNanos) {
    return waiters.await(process, () -> connected || ended, timeoutNanos);
  }

  /** Why the connection failed; null if it did not. */
  @Nullable Errno error() {
    return error;
  }

  @Override
  public ByteSource source() {
    return this;
  }

  @Override
  public ByteSink sink() {
    return this;
  }

  @Override
  protected byte[] fill() {
    waiters.await(() -> ended || received.size() > 0);
    byte[] bytes = received.toByteArray();
    received = new ByteArrayOutputStream();
    return bytes;
  }

  @Override
  public void write(byte[] bytes) {
    TcpConnection to = connection;
    if (to == null || error != null) {
      throw new WriteFailedException(error == null ? Errno.EINVAL : error);
    }
    Process process = Process.current();
    while (process != null && error == null && to.sendQueueBytes() > SEND_BUFFER_BYTES) {
      process.sleep(POLL_NANOS);
    }
    to.send(bytes, 0, bytes.length);
  }

  @Override
  public void finishWriting() {
    if (connection != null) {
      connection.shutdown();
    }
  }

  @Override
  public String readFailure() {
    return error == null ? "" : error.text();
  }

  @Override
  public void close() {
    TcpConnection open = connection;
    if (open != null && connected) {
      open.close();
    } else if (open != null && !ended) {
      open.abort();
    }
  }

  @Override
  public void connected(TcpConnection established) {
    connection = established;
    connected = true;
    waiters.wakeAll();
  }

  @Override
  public void received(TcpConnection from, byte[] bytes, int start, int length) {
    received.write(bytes, start, length);
    waiters.wakeAll();
  }

  @Override
  public void peerClosed(TcpConnection by) {
    ended = true;
    waiters.wakeAll();
  }

  @Override
  public void failed(TcpConnection failing, Errno why) {
    error = why;
    ended = true;
    waiters.wakeAll();
  }

  @Override
  public void closed(TcpConnection gone) {
    ended = true;
    waiters.wakeAll();
  }
}
