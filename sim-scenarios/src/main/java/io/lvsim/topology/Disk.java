package io.lvsim.topology;

import io.lvsim.files.FileTree;
import io.lvsim.host.HostException;
import io.lvsim.lab.Machine;
import java.nio.charset.StandardCharsets;

/** What lies on a machine's disk when the lab begins. */
final class Disk {
  private Disk() {}

  static void install(Machine machine, HostSpec spec) throws TopologyException {
    machine.installSystemFiles(hostsFile(spec));
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

  /**
   * /etc/hosts as an installer leaves it: the machine knows its own name, and nobody else's. Names
   * of other machines in it would show in every listing without -n.
   */
  private static String hostsFile(HostSpec self) {
    return "127.0.0.1 localhost\n127.0.1.1 " + self.name() + "\n";
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
