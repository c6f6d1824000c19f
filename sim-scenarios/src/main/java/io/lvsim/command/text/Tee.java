package io.lvsim.command.text;

import io.lvsim.host.HostException;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.WriteFailedException;
import java.util.LinkedHashMap;
import java.util.Map;

/** tee(1): standard input to standard output and to files. */
final class Tee implements Command {
  private static final Getopt OPTIONS =
      new Getopt("aip").named("append", 'a').named("ignore-interrupts", 'i');

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return 1;
    }
    int status = 0;
    Map<String, ByteSink> files = new LinkedHashMap<>();
    for (String name : given.operands()) {
      try {
        files.put(name, call.create(name, given.has('a')));
      } catch (HostException refused) {
        call.err().println("tee: " + name + ": " + refused.errno().text());
        status = 1;
      }
    }
    for (byte[] bytes = call.in().read(); bytes.length > 0; bytes = call.in().read()) {
      call.out().write(bytes);
      for (String name : files.keySet().toArray(String[]::new)) {
        status |= write(call, name, files, bytes);
      }
    }
    return status;
  }

  private static int write(
      Invocation call, String name, Map<String, ByteSink> files, byte[] bytes) {
    ByteSink file = files.get(name);
    try {
      if (file != null) {
        file.write(bytes);
      }
      return 0;
    } catch (WriteFailedException refused) {
      call.err().println("tee: " + name + ": " + refused.reason());
      files.remove(name);
      return 1;
    }
  }
}
