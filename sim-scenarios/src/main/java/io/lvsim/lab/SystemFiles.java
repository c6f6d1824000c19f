package io.lvsim.lab;

import io.lvsim.files.FileTree;
import io.lvsim.host.HostException;
import java.nio.charset.StandardCharsets;

/** The files that a freshly installed machine has. */
final class SystemFiles {
  private SystemFiles() {}

  static void install(Machine machine, String hosts) {
    FileTree files = machine.files();
    try {
      for (String directory : new String[] {"/etc", "/root", "/tmp", "/var/log", "/var/www/html"}) {
        files.makeDirectory(directory);
      }
      put(files, "/etc/hostname", machine.name() + "\n");
      put(files, "/etc/hosts", hosts);
      put(files, "/etc/sysctl.conf", "");
    } catch (HostException e) {
      throw new IllegalStateException("a new file tree refused a file", e);
    }
  }

  private static void put(FileTree files, String path, String content) throws HostException {
    files.write(path, content.getBytes(StandardCharsets.UTF_8));
  }
}
