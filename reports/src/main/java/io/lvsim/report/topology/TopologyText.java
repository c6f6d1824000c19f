package io.lvsim.report.topology;

import io.lvsim.report.Ink;
import io.lvsim.report.TextColumns;
import io.lvsim.report.story.StoryNode;
import io.lvsim.report.story.StoryNode.Role;
import io.lvsim.report.story.StoryNode.StoryPort;
import java.io.PrintStream;
import java.util.List;

/** A lab in text that fits 100 columns. */
public final class TopologyText {
  private static final int COLUMNS = 100;
  private static final int NAME = 16;
  private static final int MAC = 19;
  private static final Role[] ORDER = {
    Role.CLIENT, Role.ROUTER, Role.SWITCH, Role.DIRECTOR, Role.SERVER
  };

  private final PrintStream out;
  private final Ink ink;

  public TopologyText(PrintStream out, Ink ink) {
    this.out = out;
    this.ink = ink;
  }

  /** Prints it. */
  public void print(LabView lab) {
    for (Role role : ORDER) {
      List<StoryNode> nodes = lab.nodes(role);
      if (!nodes.isEmpty()) {
        out.println(ink.strong(title(role)));
        nodes.forEach(node -> print(lab, node));
      }
    }
  }

  private static String title(Role role) {
    return switch (role) {
      case CLIENT -> "clients";
      case ROUTER -> "routers";
      case SWITCH -> "switches";
      case DIRECTOR -> "directors";
      case SERVER -> "real servers";
    };
  }

  private void print(LabView lab, StoryNode node) {
    String name = node.name() + (lab.isOn(node.name()) ? "" : " (off)");
    String head = "  " + TextColumns.pad(name, NAME);
    List<LabView.Address> addresses = lab.addresses(node.name());
    for (StoryPort port : node.ports()) {
      String mac = port.mac().isEmpty() ? "" : TextColumns.pad(port.mac(), MAC);
      String cable = port.peer().isEmpty() ? "no cable" : "-- " + port.peer();
      String trouble = lab.trouble(node.name(), port.name());
      String cut = trouble.isEmpty() ? "" : "  (" + trouble + ")";
      line(head, TextColumns.pad(port.name(), 12) + " " + mac + cable + cut);
      head = " ".repeat(NAME + 2);
      print(head, addresses, port.name());
    }
    for (LabView.Address address : addresses) {
      if (node.ports().stream().noneMatch(p -> p.name().equals(address.interfaceName()))) {
        line(head, TextColumns.pad(address.interfaceName(), 12) + " " + text(address));
        head = " ".repeat(NAME + 2);
      }
    }
    if (!head.isBlank()) {
      line(head, "");
    }
    for (String service : lab.services(node.name())) {
      line(" ".repeat(NAME + 2), service);
    }
  }

  private void print(String head, List<LabView.Address> addresses, String interfaceName) {
    for (LabView.Address address : addresses) {
      if (address.interfaceName().equals(interfaceName)) {
        line(head, " ".repeat(13) + text(address));
      }
    }
  }

  private static String text(LabView.Address address) {
    return address.text() + (address.virtual() ? "  virtual" : "");
  }

  private void line(String head, String text) {
    out.println((head + TextColumns.cut(text, COLUMNS - NAME - 2)).stripTrailing());
  }
}
