package io.lvsim.ipvs;

import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.LocalInHook;
import io.lvsim.ipvs.table.RowIndex;
import io.lvsim.link.LentFrame;
import io.lvsim.transport.UdpStack;
import io.lvsim.wire.Ipv4;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The director: what ip_vs does in a host's LOCAL_IN hook, and its control (ip_vs_ctl.c). */
public final class Ipvs implements LocalInHook {
  /** Connections and templates together never are more. */
  public static final int MOST_ENTRIES = RowIndex.MOST_ROWS;

  private final Simulation simulation;
  private final ServiceTable services = new ServiceTable();
  private final IpvsSysctls sysctls = new IpvsSysctls();
  private final Timeouts timeouts = new Timeouts();
  private final Connections connections;
  private final ConnectionReuse reuse;
  private final ConnectionStates states;
  private final Scheduling scheduling;
  private final DirectRouteTransmit transmit;
  private final IcmpForConnections icmp;
  private final Traffic traffic;
  private final Telling telling;
  private final ServiceControl control;
  private final SyncMaster syncMaster;
  private final SyncDaemons syncDaemons;
  private final LateLocals lateLocals = new LateLocals();
  private final Packet arriving = new Packet();
  private final Packet outgoing = new Packet();
  private final Packet reply = new Packet();
  private List<ListedTables> colleagues = List.of();
  private @Nullable TableFollower follower;

  /**
   * A director without services in a host: sits in its LOCAL_IN, registers net.ipv4.vs.*.
   *
   * @param udp the host's, over which synchronisation daemons speak
   */
  public Ipvs(Host host, UdpStack udp) {
    this(new HostPlatform(host), new HostSyncNetwork(host, udp));
    sysctls.register(host.sysctl());
    host.ipv4().setLocalInHook(this);
  }

  /** A director that its machine hands packets to. */
  Ipvs(Platform platform, SyncNetwork network) {
    simulation = platform.simulation();
    telling = new Telling(platform);
    Estimator estimator = new Estimator(simulation, sysctls);
    traffic = new Traffic(estimator);
    connections = new Connections(simulation, timeouts, telling);
    syncMaster = new SyncMaster(simulation, sysctls, connections, telling);
    syncDaemons = daemons(network, telling);
    reuse = new ConnectionReuse(connections, sysctls, telling);
    states = new ConnectionStates(connections, timeouts);
    transmit = new DirectRouteTransmit(platform, telling);
    Defense defense =
        new Defense(
            simulation,
            sysctls,
            states,
            connections,
            simulation.random(platform.name() + " drop_entry"));
    scheduling =
        new Scheduling(
            services,
            connections,
            sysctls,
            defense,
            traffic,
            transmit,
            syncMaster,
            platform,
            telling);
    icmp = new IcmpForConnections(connections, sysctls, scheduling, traffic, transmit, telling);
    control =
        new ServiceControl(platform, sysctls, services, connections, estimator, traffic, telling);
  }

  @Override
  public boolean take(byte[] frame, int ipAt, Interface in, int mark) {
    return take(frame, ipAt, in.isLoopback(), mark);
  }

  @Override
  public boolean take(LentFrame frame, int ipAt, Interface in, int mark) {
    if (services.isEmpty()) {
      return false;
    }
    arriving.read(frame, ipAt, mark);
    boolean taken = handle(arriving);
    arriving.letGo();
    return taken;
  }

  /** A packet that arrives; one that was let through on its way out is not looked at again. */
  boolean take(byte[] frame, int ipAt, boolean fromLoopback, int mark) {
    if (services.isEmpty() || fromLoopback && lateLocals.remove(frame)) {
      return false;
    }
    arriving.read(frame, ipAt, mark, fromLoopback);
    return handle(arriving);
  }

  @Override
  public boolean takeOutgoing(byte[] frame, int ipAt, int mark) {
    if (services.isEmpty()) {
      return false;
    }
    outgoing.read(frame, ipAt, mark, true);
    return handle(outgoing);
  }

  /**
   * The way of a packet through the director (ip_vs_in_hook).
   *
   * @return false if the host's own stack is to have it
   */
  private boolean handle(Packet packet) {
    if (syncDaemons.isBackupOnly()) {
      if (telling.on() && services.concern(packet.destination(), packet.mark())) {
        telling.leftToHost(packet, "the host is a backup and backup_only = 1");
      }
      return false;
    }
    if (packet.protocol() == Ipv4.PROTOCOL_ICMP) {
      return icmp.take(packet);
    }
    if (!packet.isBalanced() || packet.isFragment()) {
      return false;
    }
    int row = reuse.check(connections.find(packet), packet);
    if (row == Connections.NONE) {
      row = scheduling.connectionFor(packet);
    }
    return row >= 0 ? passOn(row, packet) : row != Scheduling.LEFT_TO_HOST;
  }

  /** Counts a packet in its connection, moves the state, and sends it to the real server. */
  private boolean passOn(int row, Packet packet) {
    ConnectionTable table = connections.table();
    Binding binding = table.binding(row);
    traffic.in(binding.server, packet.length());
    states.packetPassed(row, packet, false);
    boolean taken = transmit.send(packet, binding.server, binding.method);
    if (!taken && packet == outgoing) {
      lateLocals.add(packet.frame());
    }
    syncMaster.packetPassed(row, table.countPacket(row));
    return taken;
  }

  /**
   * A packet leaves this host, of its own or on the way through (ip_vs_out_hook): if it is a reply
   * in a connection, the connection's state follows.
   */
  @Override
  public void leaving(byte[] frame, int ipAt) {
    if (services.isEmpty()) {
      return;
    }
    reply.read(frame, ipAt, 0, false);
    if (!reply.isBalanced() || reply.isFragment()) {
      return;
    }
    int row = connections.findReply(reply);
    if (row != Connections.NONE) {
      connections.telling().replySeen(row);
      traffic.out(connections.table().server(row), reply.length());
      states.packetPassed(row, reply, true);
    }
  }

  /**
   * @throws HostException EEXIST, ENOENT (no such scheduler)
   */
  public void addService(ServiceKey key, ServiceConfig config) throws HostException {
    look(config);
    make(ipvs -> ipvs.control.addService(key, config));
  }

  /**
   * @throws HostException ESRCH, ENOENT
   */
  public void editService(ServiceKey key, ServiceConfig config) throws HostException {
    look(config);
    make(ipvs -> ipvs.control.editService(key, config));
  }

  /**
   * @throws HostException ESRCH
   */
  public void deleteService(ServiceKey key) throws HostException {
    make(ipvs -> ipvs.control.deleteService(key));
  }

  /** ipvsadm -C. Connections stay. */
  public void flush() {
    control.flush();
    made(ipvs -> ipvs.control.flush());
  }

  /**
   * @throws HostException ESRCH (no service), EEXIST, EINVAL, ERANGE
   */
  public void addServer(ServiceKey key, int address, int port, ServerConfig config)
      throws HostException {
    make(ipvs -> ipvs.control.addServer(key, address, port, config));
  }

  /**
   * @throws HostException ESRCH, ENOENT, ERANGE
   */
  public void editServer(ServiceKey key, int address, int port, ServerConfig config)
      throws HostException {
    make(ipvs -> ipvs.control.editServer(key, address, port, config));
  }

  /**
   * @throws HostException ESRCH, ENOENT
   */
  public void deleteServer(ServiceKey key, int address, int port) throws HostException {
    make(ipvs -> ipvs.control.deleteServer(key, address, port));
  }

  /** ipvsadm -Z; key null: all. @throws HostException ESRCH */
  public void zero(@Nullable ServiceKey key) throws HostException {
    make(ipvs -> ipvs.control.zero(key));
  }

  /** Lets somebody do the same in other directors from now on. */
  public void follow(TableFollower by) {
    follower = by;
  }

  private void look(ServiceConfig config) throws HostException {
    if (follower != null) {
      follower.look(config);
    }
  }

  private void make(TableChange change) throws HostException {
    change.makeIn(this);
    made(change);
  }

  private void made(TableChange change) {
    if (follower != null) {
      follower.made(change);
    }
  }

  /**
   * What ipvsadm lists.
   *
   * @param withConnections whether connections and templates are among it
   */
  public ListedTables listed(boolean withConnections) {
    ListedTables sum = ListedTables.of(this, withConnections);
    for (ListedTables other : colleagues) {
      sum = sum.plus(other);
    }
    return sum;
  }

  /** From now on ipvsadm lists also what directors have and count that share this one's work. */
  public void listWith(List<ListedTables> others) {
    colleagues = List.copyOf(others);
  }

  /** Services in the kernel's order. */
  public List<VirtualService> services() {
    return services.all();
  }

  public @Nullable VirtualService service(ServiceKey key) {
    return services.get(key);
  }

  /** Connections and templates in a fixed order: newest first. */
  public List<ConnectionEntry> connections() {
    return ConnectionListing.of(connections);
  }

  /** Seconds: tcp, tcpfin, udp. */
  public int[] timeouts() {
    return timeouts.shown();
  }

  /** ipvsadm --set; 0 leaves a value. @throws HostException EINVAL */
  public void setTimeouts(int tcp, int tcpFin, int udp) throws HostException {
    make(ipvs -> ipvs.timeouts.set(tcp, tcpFin, udp));
  }

  /** Connection table buckets, 4096: shown as size. */
  public int tableSize() {
    return EntryDropping.BUCKETS;
  }

  /**
   * Limits the connection table; a kernel's ends with its memory. Packets that would need an entry
   * beyond it are dropped, all others go on.
   *
   * @param most connections and templates together, at least 0
   */
  public void limitEntries(int most) {
    connections.limit(most);
  }

  /** How many connections and templates there may be. */
  public int entriesLimit() {
    return connections.limit();
  }

  /** How many connections and templates there are. */
  public int entries() {
    return connections.entries();
  }

  /** How many connections and templates were not made because the table was full. */
  public long refusedEntries() {
    return connections.refused();
  }

  /** Totals since boot, as /proc/net/ip_vs_stats. */
  public Stats total() {
    return traffic.total().shown();
  }

  IpvsSysctls sysctls() {
    return sysctls;
  }

  ConnectionTable connectionTable() {
    return connections.table();
  }

  /** Its synchronisation daemons. */
  public SyncDaemons syncDaemons() {
    return syncDaemons;
  }

  private SyncDaemons daemons(SyncNetwork network, Telling telling) {
    SyncedEntries entries = new SyncedEntries(sysctls, connections, services, timeouts, telling);
    SyncBackup backup = new SyncBackup(connections, entries, telling);
    return new SyncDaemons(network, syncMaster, backup, sysctls, telling, this::made);
  }
}
