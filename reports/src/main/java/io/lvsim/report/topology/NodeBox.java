package io.lvsim.report.topology;

import io.lvsim.report.drawing.Pen;
import io.lvsim.report.drawing.Tone;
import io.lvsim.report.story.StoryNode;
import io.lvsim.report.story.StoryNode.Role;
import io.lvsim.report.story.StoryNode.StoryPort;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/** A machine or a switch as a box, with a line for each thing that it has. */
final class NodeBox {
  static final int WIDTH = 236;
  private static final int HEAD = 32;
  private static final int LINE = 17;
  private static final int BELOW = 8;
  private static final Font LETTERS = Pen.font(12);
  private static final Font MONO = Pen.mono(11);

  /** What a line tells. */
  private enum Kind {
    PORT,
    PORTS,
    ADDRESS,
    VIRTUAL,
    SERVICE
  }

  private record Line(Kind kind, String left, String right) {}

  /**
   * Where a cable is plugged in.
   *
   * @param dx to which side it leaves, -1 to 1
   */
  record Socket(double x, double y, double dx, double dy) {}

  private final StoryNode node;
  private final boolean on;
  private final List<Line> lines = new ArrayList<>();
  private int x;
  private int y;

  NodeBox(LabView lab, StoryNode node) {
    this.node = node;
    on = lab.isOn(node.name());
    List<LabView.Address> addresses = new ArrayList<>(lab.addresses(node.name()));
    for (StoryPort port : node.ports()) {
      lines.add(new Line(Kind.PORT, port.name(), port.mac()));
      addresses.stream()
          .filter(address -> address.interfaceName().equals(port.name()))
          .forEach(address -> lines.add(line(address, "")));
      addresses.removeIf(address -> address.interfaceName().equals(port.name()));
    }
    if (node.role() == Role.SWITCH) {
      pairPorts(lab);
    }
    addresses.forEach(address -> lines.add(line(address, address.interfaceName())));
    lab.services(node.name()).forEach(text -> lines.add(new Line(Kind.SERVICE, text, "")));
  }

  /** Of a switch: ports of clients on the left, of real servers on the right, others not named. */
  private void pairPorts(LabView lab) {
    lines.clear();
    List<String> left = portsTo(lab, Role.CLIENT);
    List<String> right = portsTo(lab, Role.SERVER);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String one = i < left.size() ? left.get(i) : "";
      String other = i < right.size() ? right.get(i) : "";
      lines.add(new Line(Kind.PORTS, one, other));
    }
  }

  private List<String> portsTo(LabView lab, Role role) {
    List<String> ports = new ArrayList<>();
    for (StoryNode other : lab.nodes(role)) {
      for (StoryPort port : node.ports()) {
        if (port.peer().startsWith(other.name() + ".")) {
          ports.add(port.name());
        }
      }
    }
    return ports;
  }

  private static Line line(LabView.Address address, String name) {
    Kind kind = address.virtual() ? Kind.VIRTUAL : Kind.ADDRESS;
    return new Line(kind, name, address.text());
  }

  StoryNode node() {
    return node;
  }

  int height() {
    return HEAD + lines.size() * LINE + BELOW;
  }

  void place(int newX, int newY) {
    x = newX;
    y = newY;
  }

  private double middle() {
    return x + WIDTH / 2.0;
  }

  /** The side that looks at another box; beside each other, at the port's own line. */
  Socket socket(String port, NodeBox other) {
    int index = portIndex(port);
    boolean beside = other.x >= x + WIDTH || other.x + WIDTH <= x;
    boolean inCentre = node.role() == Role.DIRECTOR || node.role() == Role.ROUTER;
    boolean toCentre = other.node.role() == Role.DIRECTOR || other.node.role() == Role.ROUTER;
    boolean level = other.y < y + height() && other.y + other.height() > y;
    if (beside && (level || !inCentre && !toCentre)) {
      boolean right = other.x > x;
      return new Socket(right ? x + WIDTH : x, lineMiddle(index), right ? 1 : -1, 0);
    }
    boolean below = other.y > y;
    double at = node.role() == Role.SWITCH ? spread(other) : middle() + 24.0 * index;
    return new Socket(at, below ? y + height() : y, 0, below ? 1 : -1);
  }

  /** Cables to boxes further left are plugged in further left. */
  private double spread(NodeBox other) {
    double from = (other.middle() - middle()) * 0.25;
    return middle() + Math.clamp(from, -WIDTH / 2.0 + 20, WIDTH / 2.0 - 20);
  }

  private int portIndex(String port) {
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      boolean here = line.kind() == Kind.PORT && line.left().equals(port);
      boolean paired = line.left().equals(port) || line.right().equals(port);
      if (here || (line.kind() == Kind.PORTS && paired)) {
        return i;
      }
    }
    return 0;
  }

  private double lineMiddle(int index) {
    return y + HEAD + index * LINE + LINE / 2.0;
  }

  void draw(Graphics2D g, Pen pen) {
    RoundRectangle2D box = new RoundRectangle2D.Double(x, y, WIDTH, height(), 12, 12);
    g.setColor(pen.color(Tone.SHEET));
    g.fill(box);
    g.setColor(pen.color(tone()));
    g.setStroke(new BasicStroke(1.6f));
    g.draw(box);
    g.setFont(Pen.strong(13));
    String name = Pen.fit(g, g.getFont(), node.name(), WIDTH - 92.0);
    g.drawString(name, x + 12, y + 21);
    g.setFont(LETTERS);
    g.setColor(pen.color(on ? Tone.FAINT : Tone.WRONG));
    String role = on ? role() : "off";
    double width = g.getFontMetrics().stringWidth(role);
    g.drawString(role, (float) (x + WIDTH - 12 - width), y + 21);
    for (int i = 0; i < lines.size(); i++) {
      line(g, pen, lines.get(i), i);
    }
  }

  private void line(Graphics2D g, Pen pen, Line line, int index) {
    float baseline = (float) lineMiddle(index) + 4;
    boolean firstService =
        line.kind() == Kind.SERVICE && index > 0 && lines.get(index - 1).kind() != Kind.SERVICE;
    if (firstService) {
      g.setColor(pen.color(Tone.LINE));
      g.setStroke(new BasicStroke(1));
      double at = y + HEAD + index * LINE + 1;
      g.draw(new Line2D.Double(x + 12, at, x + WIDTH - 12, at));
    }
    if (line.kind() == Kind.PORTS) {
      ports(g, pen, line, baseline);
      return;
    }
    boolean virtual = line.kind() == Kind.VIRTUAL;
    g.setFont(line.kind() == Kind.PORT ? LETTERS : MONO);
    g.setColor(pen.color(virtual ? Tone.DIRECTOR : Tone.INK));
    double room = line.right().isEmpty() ? WIDTH - 24.0 : 74;
    g.drawString(Pen.fit(g, g.getFont(), line.left(), room), x + 12, baseline);
    g.setFont(MONO);
    if (line.kind() == Kind.PORT) {
      g.setColor(pen.color(Tone.FAINT));
    }
    g.drawString(Pen.fit(g, MONO, line.right(), WIDTH - 100.0), x + 88, baseline);
    if (virtual) {
      g.setFont(Pen.strong(11));
      g.drawString("VIP", x + WIDTH - 34, baseline);
    }
  }

  private void ports(Graphics2D g, Pen pen, Line line, float baseline) {
    g.setFont(LETTERS);
    g.setColor(pen.color(Tone.INK));
    g.drawString(Pen.fit(g, LETTERS, line.left(), WIDTH / 2.0 - 20), x + 12, baseline);
    String right = Pen.fit(g, LETTERS, line.right(), WIDTH / 2.0 - 20);
    double width = g.getFontMetrics().stringWidth(right);
    g.drawString(right, (float) (x + WIDTH - 12 - width), baseline);
  }

  private String role() {
    return switch (node.role()) {
      case SWITCH -> "switch";
      case DIRECTOR -> "director";
      case SERVER -> "real server";
      case ROUTER -> "router";
      case CLIENT -> "client";
    };
  }

  private Tone tone() {
    return switch (node.role()) {
      case SWITCH -> Tone.SWITCH;
      case DIRECTOR -> Tone.DIRECTOR;
      case SERVER -> Tone.SERVER;
      case ROUTER -> Tone.ROUTER;
      case CLIENT -> Tone.CLIENT;
    };
  }
}
