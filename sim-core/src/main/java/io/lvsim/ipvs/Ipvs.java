package io.lvsim.ipvs;

import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.LocalInHook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The director: what ip_vs does in a host's LOCAL_IN hook, and its control (ip_vs_ctl.c). */
public final class Ipvs implements LocalInHook {
  /** Sits in the host's LOCAL_IN while it has services; registers net.ipv4.vs.*. */
  public Ipvs(Host host) {
    throw new IllegalStateException("being built");
  }

  @Override
  public boolean take(byte[] frame, int ipAt, Interface in, int mark) {
    throw new IllegalStateException("being built");
  }

  /**
   * @throws HostException EEXIST, ENOENT (no such scheduler), EINVAL
   */
  public void addService(ServiceKey key, ServiceConfig config) throws HostException {
    throw new IllegalStateException("being built");
  }

  /**
   * @throws HostException ESRCH, ENOENT
   */
  public void editService(ServiceKey key, ServiceConfig config) throws HostException {
    throw new IllegalStateException("being built");
  }

  /**
   * @throws HostException ESRCH
   */
  public void deleteService(ServiceKey key) throws HostException {
    throw new IllegalStateException("being built");
  }

  /** ipvsadm -C. Connections stay. */
  public void flush() {
    throw new IllegalStateException("being built");
  }

  /**
   * @throws HostException ESRCH (no service), EEXIST, EINVAL, ERANGE
   */
  public void addServer(ServiceKey key, int address, int port, ServerConfig config)
      throws HostException {
    throw new IllegalStateException("being built");
  }

  /**
   * @throws HostException ESRCH, ENOENT, ERANGE
   */
  public void editServer(ServiceKey key, int address, int port, ServerConfig config)
      throws HostException {
    throw new IllegalStateException("being built");
  }

  /**
   * @throws HostException ESRCH, ENOENT
   */
  public void deleteServer(ServiceKey key, int address, int port) throws HostException {
    throw new IllegalStateException("being built");
  }

  /** ipvsadm -Z; key null: all. @throws HostException ESRCH */
  public void zero(@Nullable ServiceKey key) throws HostException {
    throw new IllegalStateException("being built");
  }

  /** Services in the kernel's order. */
  public List<VirtualService> services() {
    throw new IllegalStateException("being built");
  }

  public @Nullable VirtualService service(ServiceKey key) {
    throw new IllegalStateException("being built");
  }

  /** Connections and templates in a fixed order: newest first. */
  public List<ConnectionEntry> connections() {
    throw new IllegalStateException("being built");
  }

  /** Seconds: tcp, tcpfin, udp. */
  public int[] timeouts() {
    throw new IllegalStateException("being built");
  }

  /** ipvsadm --set; 0 leaves a value. @throws HostException EINVAL */
  public void setTimeouts(int tcp, int tcpFin, int udp) throws HostException {
    throw new IllegalStateException("being built");
  }

  /** Connection table buckets, 4096: shown as size. */
  public int tableSize() {
    throw new IllegalStateException("being built");
  }

  /** Totals since boot, as /proc/net/ip_vs_stats. */
  public Stats total() {
    throw new IllegalStateException("being built");
  }

  /** Its synchronisation daemons. */
  public SyncDaemons syncDaemons() {
    throw new IllegalStateException("being built");
  }
}
