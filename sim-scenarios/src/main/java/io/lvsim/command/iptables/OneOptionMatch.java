package io.lvsim.command.iptables;

import io.lvsim.netfilter.PacketMatch;
import org.jspecify.annotations.Nullable;

/** A match with just one option: mark, mac, comment, icmp. */
final class OneOptionMatch implements Extension {
  /** Reads the option's argument. */
  interface Reader {
    PacketMatch read(String argument, boolean inverted) throws Complaint;
  }

  private final String name;
  private final String option;
  private final boolean invertible;
  private final Reader reader;
  private @Nullable PacketMatch match;

  OneOptionMatch(String name, String option, boolean invertible, Reader reader) {
    this.name = name;
    this.option = option;
    this.invertible = invertible;
    this.reader = reader;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean take(String given, boolean inverted, OptionWords words) throws Complaint {
    if (!given.equals(option)) {
      return false;
    }
    if (inverted && !invertible) {
      throw complain("cannot be inverted.");
    }
    if (match != null) {
      throw complain("can only be used once.");
    }
    match = reader.read(words.argument(given), inverted);
    return true;
  }

  @Override
  public void finish(RuleDraft rule) throws Complaint {
    if (match == null) {
      throw complain("must be specified");
    }
    rule.add(match);
  }

  private Complaint complain(String what) {
    return Complaint.about(name + ": option \"" + option + "\" " + what + "\n");
  }
}
