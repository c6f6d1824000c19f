package io.lvsim.lab;

import io.lvsim.engine.Random;
import io.lvsim.files.EndlessFile;
import io.lvsim.files.FileTree;
import io.lvsim.host.Host;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.process.ProcessGroup;
import io.lvsim.transport.TcpStack;
import io.lvsim.transport.UdpStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Linux machine of a lab: its network namespaces, of which it boots with one, its files and
 * services. Where only the machine is named, its first namespace is meant.
 */
public final class Machine {
  private static final int SIGKILL = 9;
  private static final int FIRST_PROCESS_ID = 1000;

  private final Lab lab;
  private final String name;
  private final OperatingSystem os;
  private final NetworkNamespace first;
  private final Map<String, NetworkNamespace> namespaces = new LinkedHashMap<>();
  private final List<NetworkNamespace> living = new ArrayList<>();
  private final RunningProcesses running = new RunningProcesses();
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
    this.name = host.name();
    this.os = os;
    first = new NetworkNamespace(this, host, disk);
    mountDevices(first.files());
  }

  private void mountDevices(FileTree files) {
    Random random = lab.simulation().random(name + " /dev/urandom");
    files.mount("/dev/zero", new EndlessFile(byte[]::new));
    files.mount(
        "/dev/urandom",
        new EndlessFile(count -> {
          byte[] bytes = new byte[count];
          for (int i = 0; i < count; i++) {
            bytes[i] = (byte) random.below(256);
          }
          return bytes;
        }));
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
    return name;
  }

  /** The network namespace that it boots with. */
  public NetworkNamespace first() {
    return first;
  }

  /** Makes a network namespace under a name that none has yet. */
  public void addNamespace(String newName) {
    Host host = Host.namespace(first.host(), name + "/" + newName);
    NetworkNamespace added = new NetworkNamespace(this, host, first.files());
    added.setNamed(true);
    living.add(added);
    namespaces.put(newName, added);
  }

  /** The network namespace of a name, or null. */
  public @Nullable NetworkNamespace namespace(String wanted) {
    return namespaces.get(wanted);
  }

  /** Its network namespaces, the first one first, then in the order in which they were made. */
  public List<NetworkNamespace> namespaces() {
    List<NetworkNamespace> all = new ArrayList<>();
    all.add(first);
    all.addAll(living);
    return List.copyOf(all);
  }

  /** The name of a network namespace; null if it has none, as the first. */
  public @Nullable String nameOf(NetworkNamespace namespace) {
    for (Map.Entry<String, NetworkNamespace> entry : namespaces.entrySet()) {
      if (entry.getValue() == namespace) {
        return entry.getKey();
      }
    }
    return null;
  }

  /** Which of its namespaces a host is. */
  public NetworkNamespace namespaceOf(Host host) {
    return living.stream().filter(namespace -> namespace.host() == host).findFirst().orElse(first);
  }

  /** The names of its namespaces, the newest first, as a directory of tmpfs lists them. */
  public List<String> namespaceNames() {
    return List.copyOf(namespaces.keySet()).reversed();
  }

  /** Takes a name away; the namespace ends when no process is in it any more. */
  public void removeNamespace(String gone) {
    NetworkNamespace namespace = namespaces.remove(gone);
    if (namespace != null) {
      namespace.setNamed(false);
    }
  }

  /** A namespace is no more. */
  void ended(NetworkNamespace namespace) {
    living.remove(namespace);
  }

  /** A name for an interface that comes home from a namespace (default_device_exit_net). */
  String freeName(String wanted) {
    int number = 0;
    String free = wanted;
    while (first.host().interfaceNamed(free) != null) {
      free = "dev" + number++;
    }
    return free;
  }

  /** The processes that have an id. */
  public RunningProcesses running() {
    return running;
  }

  /** Its first namespace up to IPv4. */
  public Host host() {
    return first.host();
  }

  /** Its TCP. */
  public TcpStack tcp() {
    return first.tcp();
  }

  /** Its UDP. */
  public UdpStack udp() {
    return first.udp();
  }

  /** Its IPVS; without services it does nothing. */
  public Ipvs ipvs() {
    return first.ipvs();
  }

  /** Its files, with /proc/sys and /proc/net/arp mounted. */
  public FileTree files() {
    return first.files();
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
    first.host().powerOff();
    living.forEach(namespace -> namespace.host().powerOff());
  }

  /** The next process id, from 1000 up: as ldirectord logs it. */
  public int nextProcessId() {
    return nextProcessId++;
  }
}
