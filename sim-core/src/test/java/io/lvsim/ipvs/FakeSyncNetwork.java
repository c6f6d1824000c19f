package io.lvsim.ipvs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One director's way to a group that all directors of a test share. */
final class FakeSyncNetwork implements SyncNetwork {
  private static final int MTU = 1500;

  private final List<FakeSyncNetwork> all;
  private final Map<String, Receiver> receivers = new TreeMap<>();

  /** Sees what is sent. */
  Consumer<byte[]> tap = message -> {};

  FakeSyncNetwork() {
    this(new ArrayList<>());
  }

  private FakeSyncNetwork(List<FakeSyncNetwork> all) {
    this.all = all;
    all.add(this);
  }

  /** Another director's. */
  FakeSyncNetwork another() {
    return new FakeSyncNetwork(all);
  }

  /** A datagram comes from the wire. */
  void receive(String group, byte[] message) {
    Receiver receiver = receivers.get(group);
    if (receiver != null) {
      byte[] frame = new byte[message.length + 42];
      System.arraycopy(message, 0, frame, 42, message.length);
      receiver.received(frame, 42, message.length);
    }
  }

  @Override
  public int mtu(String interfaceName) {
    return interfaceName.equals("eth0") ? MTU : NO_DEVICE;
  }

  @Override
  public Socket openMaster(SyncDaemon daemon, int port) {
    String group = daemon.group() + ":" + port;
    return new Socket() {
      @Override
      public void send(byte[] bytes, int length) {
        byte[] message = java.util.Arrays.copyOf(bytes, length);
        tap.accept(message);
        for (FakeSyncNetwork other : all) {
          if (other != FakeSyncNetwork.this) {
            other.receive(group, message);
          }
        }
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Socket openBackup(SyncDaemon daemon, int port, Receiver receiver) {
    String group = daemon.group() + ":" + port;
    receivers.put(group, receiver);
    return new Socket() {
      @Override
      public void send(byte[] bytes, int length) {
        throw new AssertionError("a backup says nothing");
      }

      @Override
      public void close() {
        receivers.remove(group);
      }
    };
  }
}
