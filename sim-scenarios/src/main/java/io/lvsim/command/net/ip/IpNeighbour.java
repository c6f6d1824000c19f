package io.lvsim.command.net.ip;

import io.lvsim.command.net.Refusal;
import io.lvsim.command.net.ip.Words.Prefix;
import io.lvsim.engine.Nanos;
import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.host.NeighborEntry;
import io.lvsim.host.NeighborEntry.State;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ip neighbour: add, change, replace, delete, show, get, flush (ipneigh.c). */
final class IpNeighbour {
  private final Invocation call;
  private final Host host;
  private final Words words;
  private final Options options;

  IpNeighbour(Invocation call, Words words, Options options) {
    this.call = call;
    this.host = call.net().host();
    this.words = words;
    this.options = options;
  }

  int run() throws Refusal {
    if (!words.more()) {
      return show();
    }
    String command = words.next();
    if (Words.shortens(command, "add")) {
      return set(true, false);
    }
    if (Words.shortens(command, "change") || command.equals("chg")) {
      return set(false, true);
    }
    if (Words.shortens(command, "replace")) {
      return set(false, false);
    }
    if (Words.shortens(command, "delete")) {
      return delete();
    }
    if (Words.shortens(command, "get")) {
      return get();
    }
    if (Words.shortensAny(command, "show", "lst", "list")) {
      return show();
    }
    if (Words.shortens(command, "flush")) {
      return flush();
    }
    if (Words.shortens(command, "help")) {
      throw new Refusal(255, Usage.NEIGHBOUR);
    }
    throw Words.unknownCommand(command, "neigh");
  }

  private int set(boolean onlyNew, boolean onlyOld) throws Refusal {
    Wanted wanted = readEntry();
    Interface on = wanted.on(host);
    NeighborEntry known = host.neighbors().find(wanted.address(), on);
    boolean present = known != null;
    if (onlyNew && present) {
      throw Ip.answered(Errno.EEXIST);
    }
    if (onlyOld && !present) {
      throw Ip.answered(Errno.ENOENT);
    }
    boolean macKnown = known != null && known.state().isValid();
    if (wanted.mac == null && wanted.state.isValid() && !macKnown) {
      throw Ip.explained("No link layer address given.");
    }
    long mac = wanted.macOr(known == null ? 0 : known.mac());
    if (!host.neighbors().replace(wanted.address(), on, mac, wanted.state)) {
      throw Ip.answered(Errno.ENOBUFS);
    }
    return 0;
  }

  private int delete() throws Refusal {
    Wanted wanted = readEntry();
    if (!host.neighbors().remove(wanted.address(), wanted.on(host))) {
      throw Ip.answered(Errno.ENOENT);
    }
    return 0;
  }

  private int get() throws Refusal {
    Wanted wanted = readEntry();
    NeighborEntry entry = host.neighbors().find(wanted.address(), wanted.on(host));
    if (entry == null) {
      throw Ip.explained("Neighbour entry not found.");
    }
    call.out().println(line(entry, true));
    return 0;
  }

  private int show() throws Refusal {
    Selection selection = readSelection();
    Set<State> states = selection.states(EnumSet.of(State.NOARP, State.NONE));
    for (NeighborEntry entry : host.neighbors().entries()) {
      if (selection.holds(entry, states)) {
        call.out().println(line(entry, selection.device == null));
      }
    }
    return 0;
  }

  private int flush() throws Refusal {
    if (!words.more()) {
      throw new Refusal(1, "Flush requires arguments.\n");
    }
    Selection selection = readSelection();
    Set<State> states = selection.states(EnumSet.of(State.PERMANENT, State.NOARP));
    if (selection.all) {
      states.remove(State.NOARP);
    }
    List<NeighborEntry> gone =
        host.neighbors().entries().stream().filter(e -> selection.holds(e, states)).toList();
    for (NeighborEntry entry : gone) {
      if (options.statistics() > 1) {
        call.out().println(line(entry, true));
      }
      host.neighbors().remove(entry.address(), entry.on());
    }
    report(gone.size());
    return 0;
  }

  private void report(int flushed) {
    if (options.statistics() == 0) {
      return;
    }
    if (flushed == 0) {
      call.out().println("Nothing to flush.");
      return;
    }
    call.out()
        .print(
            "\n*** Round 1, deleting "
                + flushed
                + " entries ***\n*** Flush is complete after 1 round ***\n");
  }

  private String line(NeighborEntry entry, boolean withDevice) {
    StringBuilder line = new StringBuilder(Ipv4Address.format(entry.address())).append(' ');
    if (withDevice) {
      line.append("dev ").append(entry.on().name()).append(' ');
    }
    if (entry.state().isValid()) {
      line.append("lladdr ").append(MacAddress.format(entry.mac())).append(' ');
    }
    if (options.statistics() > 0) {
      line.append(" used ").append(seconds(entry.usedNanosAgo()));
      line.append('/').append(seconds(entry.confirmedNanosAgo()));
      line.append('/').append(seconds(entry.updatedNanosAgo())).append(' ');
    }
    if (entry.state() != State.NONE) {
      line.append(entry.state()).append(' ');
    }
    return line.toString();
  }

  private static long seconds(long nanos) {
    return nanos / Nanos.PER_SECOND;
  }

  private Wanted readEntry() throws Refusal {
    Wanted wanted = new Wanted();
    while (words.more()) {
      String word = words.next();
      switch (word) {
        case "lladdr" -> wanted.mac = mac(words.argument());
        case "nud" -> wanted.state = state(words.argument());
        case "dev" -> wanted.device = words.argument();
        case "proxy", "router", "use", "managed", "extern_learn", "protocol", "vrf" ->
            throw Words.notModelled("neigh " + word);
        default -> wanted.read(word.equals("to") ? words.argument() : word);
      }
    }
    return wanted;
  }

  /** A word that is no MAC is told apart before the device is looked up, as in ipneigh_modify. */
  private static long mac(String text) throws Refusal {
    return text.equals("null") ? 0 : LinkChange.mac(text);
  }

  private static State state(String word) throws Refusal {
    State state = stateNamed(word);
    if (state == null) {
      throw Words.wrong(word, "nud state is bad");
    }
    return state;
  }

  private static @Nullable State stateNamed(String word) {
    for (State state : State.values()) {
      if (Words.shortens(word, state.name().toLowerCase(Locale.ROOT))) {
        return state;
      }
    }
    return null;
  }

  private Selection readSelection() throws Refusal {
    Selection selection = new Selection();
    while (words.more()) {
      String word = words.next();
      switch (word) {
        case "dev" -> selection.device = Words.device(host, words.argument());
        case "nud" -> selection.add(words.argument());
        case "proxy", "vrf", "master", "nomaster", "protocol", "unused" ->
            throw Words.notModelled("neigh " + word);
        default -> {
          String prefix = word.equals("to") ? words.argument() : word;
          if (Words.shortens(prefix, "help")) {
            throw new Refusal(255, Usage.NEIGHBOUR);
          }
          selection.to = Words.prefix(prefix, "any valid");
        }
      }
    }
    return selection;
  }

  /** An entry as it was written out. */
  private static final class Wanted {
    private @Nullable Integer address;
    private @Nullable String device;
    private @Nullable Long mac;
    private State state = State.PERMANENT;

    void read(String word) throws Refusal {
      if (Words.shortens(word, "help")) {
        throw new Refusal(255, Usage.NEIGHBOUR);
      }
      if (address != null) {
        throw Words.duplicate("to", word);
      }
      address = Words.address(word, "any valid");
    }

    Interface on(Host host) throws Refusal {
      if (device == null || address == null) {
        throw new Refusal(255, "Device and destination are required arguments.\n");
      }
      return Words.device(host, device);
    }

    int address() throws Refusal {
      if (address == null) {
        throw new Refusal(255, "Device and destination are required arguments.\n");
      }
      return address;
    }

    long macOr(long present) {
      return mac == null ? present : mac;
    }
  }

  /** Which entries are meant. */
  private static final class Selection {
    private final Set<State> states = EnumSet.noneOf(State.class);
    private boolean all;
    private @Nullable Interface device;
    private @Nullable Prefix to;

    void add(String word) throws Refusal {
      if (word.equals("all")) {
        states.addAll(EnumSet.allOf(State.class));
        all = true;
      } else {
        states.add(state(word));
      }
    }

    Set<State> states(Set<State> butFor) {
      if (!states.isEmpty()) {
        return states;
      }
      Set<State> all = EnumSet.allOf(State.class);
      all.removeAll(butFor);
      return all;
    }

    boolean holds(NeighborEntry entry, Set<State> meant) {
      return meant.contains(entry.state())
          && (device == null || entry.on() == device)
          && (to == null || to.holds(entry.address()));
    }
  }
}
