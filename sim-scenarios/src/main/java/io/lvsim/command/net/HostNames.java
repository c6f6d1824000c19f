package io.lvsim.command.net;

import io.lvsim.lab.Machine;
import io.lvsim.lab.NameService;
import java.util.OptionalInt;

/** Hosts as programs are given them: addresses as inet_aton(3) reads them, or names. */
public final class HostNames {
  private HostNames() {}

  /** The address that a word stands for on a machine. */
  public static OptionalInt resolve(Machine machine, String word) {
    Integer number = Inet.aton(word);
    return number != null ? OptionalInt.of(number) : new NameService(machine.files()).address(word);
  }
}
