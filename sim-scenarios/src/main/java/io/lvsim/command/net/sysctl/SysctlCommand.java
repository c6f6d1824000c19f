package io.lvsim.command.net.sysctl;

import io.lvsim.command.net.Refusal;
import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.host.Sysctl;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.List;

/** sysctl of procps 4: shows kernel parameters and sets them. */
public final class SysctlCommand implements Command {
  @Override
  public int run(Invocation call) {
    try {
      if (call.arguments().isEmpty()) {
        throw new Refusal(1, SysctlUsage.TEXT);
      }
      return new Run(call, SysctlOptions.parse(call.arguments())).run();
    } catch (Refusal refusal) {
      call.err().print(refusal.text());
      return refusal.status();
    }
  }

  /** One run with its options. */
  static final class Run {
    private final Invocation call;
    private final SysctlOptions options;
    private final Sysctl sysctl;

    Run(Invocation call, SysctlOptions options) {
      this.call = call;
      this.options = options;
      this.sysctl = call.net().host().sysctl();
    }

    int run() throws Refusal {
      if (options.help || options.version) {
        call.out().print(options.help ? SysctlUsage.TEXT : "sysctl from procps-ng 4.0.2\n");
        return 0;
      }
      if (options.all) {
        return showAllBelow("");
      }
      if (options.system) {
        return new SettingsFiles(call, this).system();
      }
      if (options.load) {
        return new SettingsFiles(call, this).load(options.loadFrom, options.operands);
      }
      if (options.operands.isEmpty()) {
        throw complaint("no variables specified");
      }
      if (options.namesOnly && options.quiet) {
        throw complaint("options -N and -q cannot coexist");
      }
      return runOperands();
    }

    private static Refusal complaint(String what) {
      return new Refusal(1, "sysctl: " + what + "\nTry `sysctl --help' for more information.\n");
    }

    private int runOperands() {
      int status = 0;
      for (String word : options.operands) {
        if (!options.write && !word.contains("=")) {
          status = show(word) ? status : 1;
          continue;
        }
        SysctlSetting setting = SysctlSetting.parse(word);
        if (setting == null || setting.value() == null) {
          warn("command line(0): invalid syntax, continuing...");
          return 1;
        }
        boolean ok = write(setting.key(), setting.value(), setting.ignoreFailure());
        status = ok ? status : 1;
      }
      return status;
    }

    /** Sets one parameter and shows it; false if that counts as a failure. */
    boolean write(SysctlKey key, String value, boolean ignoreFailure) {
      if (!exists(key)) {
        return cannotStat(key) || ignoreFailure;
      }
      String ignoring = ignoreFailure ? ", ignoring" : "";
      try {
        if (!options.dryRun) {
          sysctl.write(key.dotted(), checked(key, value));
        }
      } catch (HostException refused) {
        // a parameter that can only be read is passed over with whatever errno was there
        boolean readOnly = refused.errno() == Errno.EACCES;
        String why = readOnly ? Errno.EINVAL.text() : refused.errno().text();
        warn("setting key \"" + key.dotted() + "\"" + ignoring + ": " + why);
        return readOnly || ignoreFailure;
      }
      if (!options.quiet) {
        print(key, value);
      }
      return true;
    }

    private String checked(SysctlKey key, String value) throws HostException {
      if (value.isEmpty() || isDirectory(key)) {
        throw new HostException(Errno.EINVAL);
      }
      return value;
    }

    /** Shows one parameter, or all below a directory; false if there is none. */
    private boolean show(String word) {
      SysctlKey key = SysctlKey.of(word);
      if (isDirectory(key)) {
        showAllBelow(key.dotted() + ".");
        return true;
      }
      if (!exists(key)) {
        return cannotStat(key);
      }
      if (matchesPattern(key.dotted())) {
        read(key);
      }
      return true;
    }

    private int showAllBelow(String prefix) {
      for (String name : sysctl.keys()) {
        if (name.startsWith(prefix) && matchesPattern(name)) {
          read(new SysctlKey(name));
        }
      }
      return 0;
    }

    private void read(SysctlKey key) {
      try {
        for (String line : sysctl.read(key.dotted()).split("\n", -1)) {
          print(key, line);
        }
      } catch (HostException refused) {
        if (!options.all && refused.errno() != Errno.EACCES) {
          warn("reading key \"" + key.dotted() + "\": " + refused.errno().text());
        }
      }
    }

    private void print(SysctlKey key, String value) {
      if (options.namesOnly) {
        call.out().println(key.dotted());
      } else if (options.binary) {
        call.out().print(value);
      } else {
        call.out().println((options.valuesOnly ? "" : key.dotted() + " = ") + value);
      }
    }

    private boolean matchesPattern(String name) {
      return options.pattern == null || options.pattern.matcher(name).find();
    }

    private boolean exists(SysctlKey key) {
      return sysctl.exists(key.dotted()) || isDirectory(key);
    }

    private boolean isDirectory(SysctlKey key) {
      String prefix = key.dotted().endsWith(".") ? key.dotted() : key.dotted() + ".";
      return sysctl.keys().stream().anyMatch(name -> name.startsWith(prefix));
    }

    private boolean cannotStat(SysctlKey key) {
      if (!options.ignoreUnknown) {
        warn("cannot stat " + key.path() + ": " + Errno.ENOENT.text());
      }
      return options.ignoreUnknown;
    }

    List<String> keys() {
      return sysctl.keys();
    }

    void warn(String what) {
      call.err().println("sysctl: " + what);
    }
  }
}
