package io.lvsim.transport;

import io.lvsim.host.Errno;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A program for tests: notes what it is told, and does what it was set up to do. */
class Program implements TcpHandler {
  final ByteArrayOutputStream received = new ByteArrayOutputStream();
  final List<String> events = new ArrayList<>();
  final List<TcpConnection> connections = new ArrayList<>();
  private Consumer<TcpConnection> onConnected = c -> {};
  private BiConsumer<TcpConnection, String> onReceived = (c, text) -> {};
  private Consumer<TcpConnection> onPeerClosed = c -> {};

  static void send(TcpConnection connection, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    connection.send(bytes, 0, bytes.length);
  }

  Program onConnected(Consumer<TcpConnection> action) {
    onConnected = action;
    return this;
  }

  Program onReceived(BiConsumer<TcpConnection, String> action) {
    onReceived = action;
    return this;
  }

  Program onPeerClosed(Consumer<TcpConnection> action) {
    onPeerClosed = action;
    return this;
  }

  String text() {
    return received.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void connected(TcpConnection connection) {
    events.add("connected");
    connections.add(connection);
    onConnected.accept(connection);
  }

  @Override
  public void received(TcpConnection connection, byte[] bytes, int from, int length) {
    received.write(bytes, from, length);
    onReceived.accept(connection, new String(bytes, from, length, StandardCharsets.UTF_8));
  }

  @Override
  public void peerClosed(TcpConnection connection) {
    events.add("peer closed");
    onPeerClosed.accept(connection);
  }

  @Override
  public void failed(TcpConnection connection, Errno error) {
    events.add("failed " + error);
  }

  @Override
  public void closed(TcpConnection connection) {
    events.add("closed");
  }
}
