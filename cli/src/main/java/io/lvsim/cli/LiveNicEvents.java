package io.lvsim.cli;

import io.lvsim.live.NicEvents;
import io.lvsim.nic.Nic;
import java.util.function.Consumer;

/** What happens to the NIC, in words, with what to do about it. */
final class LiveNicEvents implements NicEvents {
  private final Consumer<String> say;
  private final Consumer<Nic> whenBack;
  private final String name;
  private boolean saidOversized;
  private boolean saidUnfinished;

  LiveNicEvents(Consumer<String> say, Consumer<Nic> whenBack, String name) {
    this.say = say;
    this.whenBack = whenBack;
    this.name = name;
  }

  @Override
  public void lost(String why) {
    say.accept(name + " is lost: " + why + "; it is tried again twice a second");
  }

  @Override
  public void back(Nic nic) {
    say.accept(name + " is back");
    whenBack.accept(nic);
  }

  @Override
  public void linkChanged(boolean up) {
    say.accept(up ? name + ": the link is up again" : name + ": the link is down");
  }

  @Override
  public void oversized(int bytes) {
    if (saidOversized) {
      return; // another worker has seen one too
    }
    saidOversized = true;
    say.accept(
        "a frame of "
            + bytes
            + " bytes came, longer than the MTU lets frames be, and was refused:"
            + " frames are merged on the way (ethtool -K "
            + name
            + " gro off lro off here;"
            + " ethtool -K INTERFACE tso off gso off at a sender on the same machine)");
  }

  @Override
  public void unfinishedChecksum() {
    if (saidUnfinished) {
      return;
    }
    saidUnfinished = true;
    say.accept(
        "a frame with an unfinished checksum came, from a sender on the same machine; its receiver"
            + " will throw it away (ethtool -K INTERFACE tx off at the sender, or"
            + " --repair-checksums here)");
  }
}
