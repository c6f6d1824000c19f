package io.lvsim.host;

import io.lvsim.link.Port;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network interface of a host: its MAC, its addresses, its counters. */
public final class Interface {
  Interface() {}

  public Host host() {
    throw new IllegalStateException("being built");
  }

  public String name() {
    throw new IllegalStateException("being built");
  }

  /** From 1 (lo). */
  public int index() {
    throw new IllegalStateException("being built");
  }

  public long mac() {
    throw new IllegalStateException("being built");
  }

  /** Changes the MAC; with arp_notify a gratuitous ARP follows. */
  public void setMac(long mac) {
    throw new IllegalStateException("being built");
  }

  public int mtu() {
    throw new IllegalStateException("being built");
  }

  public void setMtu(int mtu) {
    throw new IllegalStateException("being built");
  }

  /** Administratively up (IFF_UP). */
  public boolean isUp() {
    throw new IllegalStateException("being built");
  }

  /** As ip link set up/down: routes come and go with it. */
  public void setUp(boolean up) {
    throw new IllegalStateException("being built");
  }

  /** Whether the cable has a carrier (IFF_LOWER_UP); always for lo and dummy. */
  public boolean carrier() {
    throw new IllegalStateException("being built");
  }

  /** IFF_NOARP is set or clear. */
  public boolean arpEnabled() {
    throw new IllegalStateException("being built");
  }

  public void setArpEnabled(boolean on) {
    throw new IllegalStateException("being built");
  }

  public boolean isLoopback() {
    throw new IllegalStateException("being built");
  }

  public boolean isDummy() {
    throw new IllegalStateException("being built");
  }

  /** The port behind it; null for lo and dummy. */
  public @Nullable Port port() {
    throw new IllegalStateException("being built");
  }

  /** In the kernel's list order. */
  public List<InterfaceAddress> addresses() {
    throw new IllegalStateException("being built");
  }

  /**
   * As ip addr add (inet_insert_ifa): local and connected routes follow; secondary is computed.
   *
   * @throws HostException EEXIST if the same address and prefix is there already
   */
  public void addAddress(int local, int prefixLength, int broadcast, int scope, String label)
      throws HostException {
    throw new IllegalStateException("being built");
  }

  /**
   * As ip addr del.
   *
   * @throws HostException EADDRNOTAVAIL if there is no such address
   */
  public void removeAddress(int local, int prefixLength) throws HostException {
    throw new IllegalStateException("being built");
  }

  public long receivedFrames() {
    throw new IllegalStateException("being built");
  }

  public long receivedBytes() {
    throw new IllegalStateException("being built");
  }

  public long sentFrames() {
    throw new IllegalStateException("being built");
  }

  public long sentBytes() {
    throw new IllegalStateException("being built");
  }

  /** Sends a whole frame as a raw (AF_PACKET) socket would: arping, GARP tools. */
  public void sendRaw(byte[] frame) {
    throw new IllegalStateException("being built");
  }
}
