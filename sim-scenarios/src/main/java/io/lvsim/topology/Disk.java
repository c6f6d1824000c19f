package io.lvsim.topology;

import io.lvsim.files.FileTree;
import io.lvsim.host.HostException;
import io.lvsim.lab.Machine;
import io.lvsim.wire.Ipv4Address;
import java.nio.charset.StandardCharsets;

/** What lies on a machine's disk when the lab begins. */
final class Disk {
  private Disk() {}

  static void install(Machine machine, HostSpec spec, Topology topology) throws TopologyException {
    machine.installSystemFiles(hostsFile(spec, topology));
    HttpdSpec httpd = spec.httpd();
    if (httpd != null) {
      for (FileSpec page : httpd.pages()) {
        put(machine.files(), spec, "/var/www/html" + page.path(), page.content());
      }
    }
    for (FileSpec file : spec.files()) {
      put(machine.files(), spec, file.path(), file.content());
    }
  }

  /** /etc/hosts: every host of the lab by name. */
  private static String hostsFile(HostSpec self, Topology topology) {
    StringBuilder text = new StringBuilder("127.0.0.1 localhost\n");
    for (HostSpec host : topology.hosts()) {
      int address = primaryAddress(host);
      if (address != 0) {
        text.append(Ipv4Address.format(address)).append(' ').append(host.name()).append('\n');
      } else if (host == self) {
        text.append("127.0.1.1 ").append(host.name()).append('\n');
      }
    }
    return text.toString();
  }

  /** The first address of its first NIC; 0 if it has none. */
  private static int primaryAddress(HostSpec host) {
    for (InterfaceSpec nic : host.interfaces()) {
      if (nic.kind() == InterfaceSpec.Kind.WIRE && !nic.addresses().isEmpty()) {
        return nic.addresses().getFirst().address();
      }
    }
    return 0;
  }

  private static void put(FileTree files, HostSpec spec, String path, String content)
      throws TopologyException {
    try {
      int slash = path.lastIndexOf('/');
      files.makeDirectory(slash == 0 ? "/" : path.substring(0, slash));
      files.write(path, content.getBytes(StandardCharsets.UTF_8));
    } catch (HostException e) {
      throw new TopologyException(
          "hosts." + spec.name() + ".files." + path, "it cannot be written: " + e.getMessage());
    }
  }
}
