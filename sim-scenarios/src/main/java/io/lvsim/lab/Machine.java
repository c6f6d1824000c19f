package io.lvsim.lab;

import io.lvsim.files.FileTree;
import io.lvsim.host.Host;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.transport.TcpStack;
import io.lvsim.transport.UdpStack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Linux machine of a lab: the host with its transports and IPVS, its files and services. */
public final class Machine {
  public Machine(Lab lab, Host host, OperatingSystem os) {
    throw new IllegalStateException("being built");
  }

  public Lab lab() {
    throw new IllegalStateException("being built");
  }

  public String name() {
    throw new IllegalStateException("being built");
  }

  public Host host() {
    throw new IllegalStateException("being built");
  }

  public TcpStack tcp() {
    throw new IllegalStateException("being built");
  }

  public UdpStack udp() {
    throw new IllegalStateException("being built");
  }

  public Ipvs ipvs() {
    throw new IllegalStateException("being built");
  }

  /** Its files, with /proc/sys, /proc/net/arp, ip_vs, ip_vs_conn, ip_vs_stats mounted. */
  public FileTree files() {
    throw new IllegalStateException("being built");
  }

  public OperatingSystem os() {
    throw new IllegalStateException("being built");
  }

  /** Its units by name order of registration. */
  public List<Unit> units() {
    throw new IllegalStateException("being built");
  }

  public @Nullable Unit unit(String name) {
    throw new IllegalStateException("being built");
  }

  public void register(Unit unit) {
    throw new IllegalStateException("being built");
  }

  /** The next process id, from 1000 up: as ldirectord logs it. */
  public int nextProcessId() {
    throw new IllegalStateException("being built");
  }
}
