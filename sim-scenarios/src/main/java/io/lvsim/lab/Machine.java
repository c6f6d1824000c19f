package io.lvsim.lab;

import io.lvsim.files.FileTree;
import io.lvsim.host.Host;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.process.ProcessGroup;
import io.lvsim.transport.TcpStack;
import io.lvsim.transport.UdpStack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Linux machine of a lab: the host with its transports and IPVS, its files and services. */
public final class Machine {
  private static final int SIGKILL = 9;
  private static final int FIRST_PROCESS_ID = 1000;

  private final Lab lab;
  private final Host host;
  private final OperatingSystem os;
  private final TcpStack tcp;
  private final UdpStack udp;
  private final Ipvs ipvs;
  private final FileTree files;
  private final ProcessGroup processes = new ProcessGroup();
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private int nextProcessId = FIRST_PROCESS_ID;

  /** A freshly installed machine. */
  public Machine(Lab lab, Host host, OperatingSystem os) {
    this(lab, host, os, new FileTree(host.simulation()::now));
    installSystemFiles("127.0.0.1 localhost\n127.0.1.1 " + name() + "\n");
  }

  /** A machine that boots from a disk with files on it: only what lives in /proc is new. */
  public Machine(Lab lab, Host host, OperatingSystem os, FileTree disk) {
    this.lab = lab;
    this.host = host;
    this.os = os;
    tcp = new TcpStack(host);
    udp = new UdpStack(host);
    ipvs = new Ipvs(host, udp);
    files = disk;
    ProcFiles.mount(this);
  }

  /**
   * Puts the files of a fresh installation on its disk.
   *
   * @param hosts the content of /etc/hosts
   */
  public void installSystemFiles(String hosts) {
    SystemFiles.install(this, hosts);
  }

  /** The lab that it stands in. */
  public Lab lab() {
    return lab;
  }

  /** The host's name. */
  public String name() {
    return host.name();
  }

  /** The machine up to IPv4. */
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

  /** Its files, with /proc/sys and /proc/net/arp mounted. */
  public FileTree files() {
    return files;
  }

  /** Which distribution's programs it has. */
  public OperatingSystem os() {
    return os;
  }

  /** Its units, in the order of registration. */
  public List<Unit> units() {
    return List.copyOf(units.values());
  }

  /** The unit of a name without suffix, or null. */
  public @Nullable Unit unit(String name) {
    return units.get(name);
  }

  /** Installs a unit; one of the same name is replaced. */
  public void register(Unit unit) {
    units.put(unit.name(), unit);
  }

  /** All that runs on it. */
  public ProcessGroup processes() {
    return processes;
  }

  /** Pulls the plug: whatever runs is gone, and nothing is received or sent any more. */
  public void powerOff() {
    processes.kill(SIGKILL);
    host.powerOff();
  }

  /** The next process id, from 1000 up: as ldirectord logs it. */
  public int nextProcessId() {
    return nextProcessId++;
  }
}
