package io.lvsim.report.topology;

import io.lvsim.report.drawing.Drawing;
import io.lvsim.report.drawing.Pen;
import io.lvsim.report.drawing.Tone;
import io.lvsim.report.story.StoryNode;
import io.lvsim.report.story.StoryNode.Role;
import io.lvsim.report.story.StoryNode.StoryPort;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.CubicCurve2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A lab, drawn: clients on the left, directors above the switches in the middle, routers below
 * them, real servers on the right.
 */
public final class TopologyDrawing implements Drawing {
  private static final int MARGIN = 20;
  private static final int TITLE = 44;
  private static final int GAP = 16;
  private static final int CABLES = 90;
  private static final int BETWEEN = 56;

  private final String title;
  private final Map<String, NodeBox> boxes = new LinkedHashMap<>();
  private final int width;
  private final int height;

  /**
   * @param title the scenario's name
   */
  public TopologyDrawing(LabView lab, String title) {
    this.title = title;
    List<NodeBox> left = boxes(lab, Role.CLIENT);
    List<NodeBox> top = boxes(lab, Role.DIRECTOR);
    List<NodeBox> middle = boxes(lab, Role.SWITCH);
    List<NodeBox> bottom = boxes(lab, Role.ROUTER);
    List<NodeBox> right = boxes(lab, Role.SERVER);
    int centre = Math.max(NodeBox.WIDTH, Math.max(across(top), across(bottom)));
    int leftWidth = left.isEmpty() ? 0 : NodeBox.WIDTH + CABLES;
    int rightWidth = right.isEmpty() ? 0 : NodeBox.WIDTH + CABLES;
    width = Math.max(360, 2 * MARGIN + leftWidth + centre + rightWidth);
    int tall = row(top) + column(middle) + row(bottom) + between(top, middle, bottom);
    int most = Math.max(tall, Math.max(column(left), column(right)));
    height = TITLE + most + MARGIN;
    int x = MARGIN + leftWidth;
    placeColumn(left, MARGIN, TITLE + (most - column(left)) / 2);
    placeColumn(right, x + centre + CABLES, TITLE + (most - column(right)) / 2);
    int y = TITLE + (most - tall) / 2;
    placeRow(top, x + (centre - across(top)) / 2, y);
    y += row(top) + (top.isEmpty() ? 0 : BETWEEN);
    placeColumn(middle, x + (centre - NodeBox.WIDTH) / 2, y);
    y += column(middle) + BETWEEN;
    placeRow(bottom, x + (centre - across(bottom)) / 2, y);
  }

  private List<NodeBox> boxes(LabView lab, Role role) {
    List<NodeBox> made = new ArrayList<>();
    for (StoryNode node : lab.nodes(role)) {
      NodeBox box = new NodeBox(lab, node);
      boxes.put(node.name(), box);
      made.add(box);
    }
    return made;
  }

  private static int across(List<NodeBox> row) {
    return row.isEmpty() ? 0 : row.size() * (NodeBox.WIDTH + GAP) - GAP;
  }

  private static int row(List<NodeBox> row) {
    return row.stream().mapToInt(NodeBox::height).max().orElse(0);
  }

  private static int column(List<NodeBox> column) {
    return column.stream().mapToInt(box -> box.height() + GAP).sum() - (column.isEmpty() ? 0 : GAP);
  }

  private static int between(List<NodeBox> top, List<NodeBox> middle, List<NodeBox> bottom) {
    int gaps = (top.isEmpty() ? 0 : 1) + (bottom.isEmpty() ? 0 : 1);
    return middle.isEmpty() ? 0 : gaps * BETWEEN;
  }

  private static void placeColumn(List<NodeBox> column, int x, int top) {
    int y = top;
    for (NodeBox box : column) {
      box.place(x, y);
      y += box.height() + GAP;
    }
  }

  private static void placeRow(List<NodeBox> row, int left, int top) {
    int x = left;
    int height = row(row);
    for (NodeBox box : row) {
      box.place(x, top + height - box.height());
      x += NodeBox.WIDTH + GAP;
    }
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public void draw(Graphics2D g, Pen pen) {
    g.setFont(Pen.strong(15));
    g.setColor(pen.color(Tone.INK));
    g.drawString(Pen.fit(g, g.getFont(), title, width - 2.0 * MARGIN), MARGIN, 28);
    g.setStroke(new BasicStroke(1.6f));
    for (NodeBox box : boxes.values()) {
      for (StoryPort port : box.node().ports()) {
        if (box.node().role() != Role.SWITCH) {
          cable(g, pen, box, port);
        }
      }
    }
    boxes.values().forEach(box -> box.draw(g, pen));
  }

  private void cable(Graphics2D g, Pen pen, NodeBox box, StoryPort port) {
    int dot = port.peer().lastIndexOf('.');
    NodeBox other = dot < 0 ? null : boxes.get(port.peer().substring(0, dot));
    if (other == null) {
      return;
    }
    NodeBox.Socket here = box.socket(port.name(), other);
    NodeBox.Socket there = other.socket(port.peer().substring(dot + 1), box);
    boolean level = here.dx() != 0 && there.dx() != 0;
    double across = Math.abs(here.x() - there.x());
    double reach = 0.55 * (level ? across : Math.abs(here.y() - there.y()));
    g.setColor(pen.color(Tone.SWITCH));
    g.draw(
        new CubicCurve2D.Double(
            here.x(),
            here.y(),
            here.x() + reach * here.dx(),
            here.y() + reach * here.dy(),
            there.x() + reach * there.dx(),
            there.y() + reach * there.dy(),
            there.x(),
            there.y()));
  }
}
