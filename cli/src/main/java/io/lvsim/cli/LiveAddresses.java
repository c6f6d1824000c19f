package io.lvsim.cli;

import io.lvsim.wire.Ipv4Address;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * The addresses that a live director answers for. Services that are added while it runs may bring
 * new ones; those of services that are deleted stay, as an address on an interface does.
 */
final class LiveAddresses {
  private final LiveDirector director;
  private final TreeSet<Integer> answered = new TreeSet<>();
  private final TreeSet<Integer> virtual = new TreeSet<>(Integer::compareUnsigned);
  private final TreeSet<Integer> refused = new TreeSet<>();

  /**
   * @param answered all that the director has and this machine's kernel has not
   * @param virtual those of them that are VIPs
   */
  LiveAddresses(LiveDirector director, int[] answered, int[] virtual) {
    this.director = director;
    for (int address : answered) {
      this.answered.add(address);
    }
    for (int address : virtual) {
      this.virtual.add(address);
    }
  }

  int[] answered() {
    return answered.stream().mapToInt(Integer::intValue).toArray();
  }

  int[] virtual() {
    return virtual.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Takes in the addresses of services that have none of these yet.
   *
   * @param added told of each that is new
   * @return what is to be said of those that cannot be, each once; empty for nothing
   */
  String takeNew(IntConsumer added) {
    StringBuilder text = new StringBuilder();
    for (int address : director.serviceAddresses()) {
      if (virtual.contains(address)) {
        continue;
      }
      try {
        take(address);
        added.accept(address);
      } catch (BadInput e) {
        if (refused.add(address)) {
          text.append("lvsim: no frames are let in for ").append(e.getMessage()).append('\n');
        }
      }
    }
    return text.toString();
  }

  private void take(int address) throws BadInput {
    LiveChecks.refuseOwn(Set.of(address));
    if (answered.contains(address)) {
      throw new BadInput(Ipv4Address.format(address) + ": it is this director's DIP");
    }
    director.addVip(address);
    answered.add(address);
    virtual.add(address);
    refused.remove(address);
  }
}
