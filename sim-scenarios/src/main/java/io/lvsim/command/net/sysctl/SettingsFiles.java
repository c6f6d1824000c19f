package io.lvsim.command.net.sysctl;

import io.lvsim.command.net.Paths;
import io.lvsim.files.FileTree;
import io.lvsim.host.HostException;
import io.lvsim.shell.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** sysctl -p and --system: reads all files first, then sets what they say in their order. */
final class SettingsFiles {
  private static final String DEFAULT = "/etc/sysctl.conf";

  /** Where --system looks; the first file of a name wins. */
  private static final List<String> DIRECTORIES =
      List.of(
          "/etc/sysctl.d",
          "/run/sysctl.d",
          "/usr/local/lib/sysctl.d",
          "/usr/lib/sysctl.d",
          "/lib/sysctl.d");

  private final Invocation call;
  private final FileTree files;
  private final SysctlCommand.Run run;
  private final List<SysctlSetting> settings = new ArrayList<>();
  private boolean failed;

  SettingsFiles(Invocation call, SysctlCommand.Run run) {
    this.call = call;
    this.files = call.files();
    this.run = run;
  }

  /** -p: one file written to the option, the operands, or the default. */
  int load(@Nullable String first, List<String> others) {
    if (first != null) {
      read(first);
    } else if (others.isEmpty()) {
      read(DEFAULT);
    }
    for (String other : others) {
      read(other);
    }
    return apply();
  }

  /** --system: all files of the system directories, by name. */
  int system() {
    TreeMap<String, String> byName = new TreeMap<>();
    for (String directory : DIRECTORIES) {
      for (String name : namesIn(directory)) {
        if (name.endsWith(".conf")) {
          byName.putIfAbsent(name, directory + "/" + name);
        }
      }
    }
    byName.values().forEach(this::announceAndRead);
    if (files.exists(DEFAULT)) {
      announceAndRead(DEFAULT);
    }
    return apply();
  }

  private void announceAndRead(String path) {
    call.out().println("* Applying " + path + " ...");
    read(path);
  }

  private List<String> namesIn(String directory) {
    try {
      return files.isDirectory(directory) ? files.list(directory) : List.of();
    } catch (HostException gone) {
      return List.of();
    }
  }

  private void read(String path) {
    String absolute = Paths.absolute(call, path);
    if (!path.equals("-") && files.isDirectory(absolute)) {
      return;
    }
    try {
      byte[] content = path.equals("-") ? call.in().readAll() : files.read(absolute);
      readLines(path, new String(content, StandardCharsets.UTF_8));
    } catch (HostException refused) {
      run.warn("cannot open \"" + path + "\": " + refused.errno().text());
      failed = true;
    }
  }

  private void readLines(String path, String text) {
    int number = 0;
    for (String line : text.split("\n")) {
      number++;
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
        continue;
      }
      SysctlSetting setting = SysctlSetting.parse(stripped);
      if (setting == null) {
        run.warn(path + "(" + number + "): invalid syntax, continuing...");
      } else {
        settings.add(setting);
      }
    }
  }

  private int apply() {
    for (SysctlSetting setting : settings) {
      String value = setting.value();
      if (value == null) {
        continue;
      }
      for (SysctlKey key : keysOf(setting)) {
        failed |= !run.write(key, value, setting.ignoreFailure());
      }
    }
    return failed ? 1 : 0;
  }

  /** A pattern stands for all parameters that no other line names. */
  private List<SysctlKey> keysOf(SysctlSetting setting) {
    if (!setting.isPattern()) {
      return List.of(setting.key());
    }
    Pattern pattern = glob(setting.key().dotted());
    return run.keys().stream()
        .filter(name -> pattern.matcher(name).matches())
        .filter(name -> settings.stream().noneMatch(s -> isNamedBy(name, s)))
        .map(SysctlKey::new)
        .toList();
  }

  private static boolean isNamedBy(String name, SysctlSetting setting) {
    return setting.key().dotted().equals(name)
        || setting.value() == null && glob(setting.key().dotted()).matcher(name).matches();
  }

  private static Pattern glob(String dotted) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < dotted.length(); i++) {
      char each = dotted.charAt(i);
      regex.append(
          switch (each) {
            case '*' -> "[^.]*";
            case '?' -> "[^.]";
            default -> Pattern.quote(String.valueOf(each));
          });
    }
    return Pattern.compile(regex.toString());
  }
}
