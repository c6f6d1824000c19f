package io.lvsim.lab;

import io.lvsim.files.FileTree;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.process.Process;
import io.lvsim.transport.TcpStack;
import io.lvsim.transport.UdpStack;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace of a machine (struct net): interfaces, addresses and routes, transports,
 * netfilter and IPVS of its own. A machine boots with one and may make more; a process is in one of
 * them, and what it sees of the kernel below /proc is that one's.
 */
public final class NetworkNamespace {
  private final Machine machine;
  private final Host host;
  private final TcpStack tcp;
  private final UdpStack udp;
  private final Ipvs ipvs;
  private final FileTree files;
  private final List<NetworkNamespace> known = new ArrayList<>();
  private int users;
  private boolean named;

  NetworkNamespace(Machine machine, Host host, FileTree disk) {
    this.machine = machine;
    this.host = host;
    tcp = new TcpStack(host);
    udp = new UdpStack(host);
    ipvs = new Ipvs(host, udp);
    files = disk.view();
    ProcFiles.mount(this);
  }

  /** The machine that it is a part of. */
  public Machine machine() {
    return machine;
  }

  /** What it has up to IPv4. */
  public Host host() {
    return host;
  }

  /** Its TCP. */
  public TcpStack tcp() {
    return tcp;
  }

  /** Its UDP. */
  public UdpStack udp() {
    return udp;
  }

  /** Its IPVS; without services it does nothing. */
  public Ipvs ipvs() {
    return ipvs;
  }

  /** The machine's files with this namespace's /proc/sys and /proc/net. */
  public FileTree files() {
    return files;
  }

  /**
   * The number by which this namespace knows another one, from 0 up in the order in which it got to
   * know them (peernet2id_alloc).
   */
  public int idOf(NetworkNamespace other) {
    int id = known.indexOf(other);
    if (id >= 0) {
      return id;
    }
    known.add(other);
    return known.size() - 1;
  }

  /** The number by which this namespace knows another one; -1 if it does not. */
  public int knownIdOf(NetworkNamespace other) {
    return known.indexOf(other);
  }

  /** A process has come in; while one is in it, it lives, name or not. */
  public void enter() {
    users++;
  }

  /** A process has left or ended. */
  public void leave() {
    users--;
    endIfUnused();
  }

  /** A process starts in it, under an id by which others find it, and is in it to its end. */
  public void adopt(int processId, Process process) {
    machine.running().add(processId, process, this);
    process.whenEnded(() -> machine.running().remove(processId));
    adopt(process);
  }

  /** A process starts in it, without an id, and is in it to its end. */
  public void adopt(Process process) {
    users++;
    process.whenEnded(this::leave);
  }

  void setNamed(boolean now) {
    named = now;
    endIfUnused();
  }

  /** Nobody is in it and it has no name: its virtual interfaces go, NICs go home. */
  private void endIfUnused() {
    if (named || users > 0 || this == machine.first()) {
      return;
    }
    for (Interface each : List.copyOf(host.interfaces())) {
      if (each.isNic()) {
        host.moveTo(machine.host(), each, machine.freeName(each.name()));
      } else if (!each.isLoopback() && host.interfaces().contains(each)) {
        host.removeInterface(each);
      }
    }
    host.powerOff();
    machine.ended(this);
  }
}
