package io.lvsim.report.topology;

import io.lvsim.report.story.Happening;
import io.lvsim.report.story.Story;
import io.lvsim.report.story.StoryNode;
import io.lvsim.report.story.StoryNode.Role;
import io.lvsim.report.story.StoryNode.StoryPort;
import io.lvsim.report.story.TableKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A lab at one instant: its nodes, their addresses, the directors' services. */
public final class LabView {
  /**
   * An address of a machine.
   *
   * @param text with prefix length
   * @param virtual whether it is a virtual service's, or shared by directors and real servers
   */
  public record Address(String text, String interfaceName, boolean virtual) {}

  private final List<StoryNode> nodes;
  private final Map<String, Map<String, String>> tables = new LinkedHashMap<>();
  private final Set<String> virtual = new LinkedHashSet<>();

  /** A story's lab after everything up to an instant has happened. */
  public LabView(Story story, long atNanos) {
    Set<String> names = new LinkedHashSet<>();
    for (Happening happening : story.happenings()) {
      if (happening.atNanos() > atNanos) {
        break;
      }
      if (happening instanceof Happening.Changed changed) {
        names.add(changed.node());
        change(changed);
      }
    }
    story.nodes().forEach(node -> names.remove(node.name()));
    nodes = new ArrayList<>(story.nodes());
    names.forEach(this::findServices);
    story.nodes().forEach(node -> findServices(node.name()));
    findShared();
    names.forEach(this::addNamespace);
  }

  /** A network namespace that is there now, with its NICs and the role that it plays. */
  private void addNamespace(String name) {
    List<StoryPort> ports = new ArrayList<>();
    table(name, TableKind.LINK)
        .forEach((nic, value) -> {
          String[] columns = value.split("\t", -1);
          ports.add(new StoryPort(nic, columns[0], columns.length > 2 ? columns[2] : ""));
        });
    if (!ports.isEmpty()) {
      boolean serves = addresses(name).stream().anyMatch(Address::virtual);
      boolean directs = !table(name, TableKind.SERVICE).isEmpty();
      Role role = directs ? Role.DIRECTOR : serves ? Role.SERVER : Role.CLIENT;
      nodes.add(new StoryNode(name, role, List.copyOf(ports)));
    }
  }

  private void change(Happening.Changed changed) {
    Map<String, String> table = table(changed.node(), changed.table());
    String value = changed.value();
    if (value == null) {
      table.remove(changed.key());
    } else {
      table.put(changed.key(), value);
    }
  }

  private Map<String, String> table(String node, TableKind kind) {
    return tables.computeIfAbsent(kind + " " + node, key -> new LinkedHashMap<>());
  }

  private void findServices(String node) {
    for (String key : table(node, TableKind.SERVICE).keySet()) {
      int space = key.indexOf(' ');
      int colon = key.lastIndexOf(':');
      if (colon > space) {
        virtual.add(key.substring(space + 1, colon));
      }
    }
  }

  private void findShared() {
    Map<String, Set<Role>> roles = new TreeMap<>();
    for (StoryNode node : nodes) {
      for (String key : table(node.name(), TableKind.ADDRESS).keySet()) {
        roles.computeIfAbsent(plain(key), address -> new LinkedHashSet<>()).add(node.role());
      }
    }
    roles.forEach((address, by) -> {
      boolean shared = by.contains(Role.DIRECTOR) && by.contains(Role.SERVER);
      if (shared && !address.startsWith("127.")) {
        virtual.add(address);
      }
    });
  }

  private static String plain(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? key : key.substring(0, slash);
  }

  /** The nodes of a role, in the order of the topology; namespaces after them. */
  public List<StoryNode> nodes(Role role) {
    return nodes.stream().filter(node -> node.role() == role).toList();
  }

  /** A machine's addresses, but those of 127.0.0.0/8, which every machine has. */
  public List<Address> addresses(String node) {
    List<Address> addresses = new ArrayList<>();
    for (String key : table(node, TableKind.ADDRESS).keySet()) {
      int space = key.indexOf(' ');
      if (!key.startsWith("127.") && space > 0) {
        addresses.add(
            new Address(
                key.substring(0, space), key.substring(space + 1), virtual.contains(plain(key))));
      }
    }
    return addresses;
  }

  /** A director's services with their real servers, a line each. */
  public List<String> services(String node) {
    List<String> lines = new ArrayList<>();
    table(node, TableKind.SERVICE)
        .forEach((service, value) -> {
          String[] columns = value.split("\t", -1);
          boolean persistent = columns.length > 1 && !columns[1].isEmpty();
          lines.add(service + " " + columns[0] + (persistent ? " persistent " + columns[1] : ""));
          table(node, TableKind.SERVER)
              .forEach((key, server) -> {
                if (key.startsWith(service + "\t")) {
                  String weight = server.split("\t", 2)[0];
                  lines.add("  -> " + key.substring(service.length() + 1) + " weight " + weight);
                }
              });
        });
    return lines;
  }

  /** Why nothing passes an interface: {@code down} or {@code no-carrier}; empty if it can. */
  public String trouble(String node, String interfaceName) {
    String[] columns = table(node, TableKind.LINK).getOrDefault(interfaceName, "").split("\t", -1);
    return columns.length < 2 || columns[1].equals("up") ? "" : columns[1];
  }

  /** Whether a machine is on; switches always are. */
  public boolean isOn(String node) {
    return !"off".equals(table(node, TableKind.POWER).get("power"));
  }
}
