package io.lvsim.question;

import io.lvsim.host.InterfaceAddress;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of ARP questions in comma-separated columns, with or without their answers behind them.
 *
 * @param vip the virtual IP address: the first target that is not a real server's own address
 */
public record ArpMatrix(int vip, List<ArpQuestion> questions) {
  /** The first line of a matrix with answers. */
  public static final String HEADER =
      "question,vip_on,vip_scope,all,eth0,vip_dev,target,sender,"
          + "answered_by,request_sender,request_target";

  private static final String QUESTION_HEADER = HEADER.substring(0, HEADER.indexOf(",answered"));
  private static final int QUESTION_COLUMNS = 8;
  private static final int DEFAULT_VIP = Ipv4Address.parse("192.168.2.188");

  public ArpMatrix {
    questions = List.copyOf(questions);
  }

  /**
   * Reads a matrix; columns behind the question's are not looked at.
   *
   * @throws IllegalArgumentException naming line, column and what was expected
   */
  public static ArpMatrix read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).startsWith(QUESTION_HEADER)) {
      throw new IllegalArgumentException("1:1: expected the columns " + QUESTION_HEADER);
    }
    List<ArpQuestion> questions = new ArrayList<>();
    for (int number = 2; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      if (!line.isBlank()) {
        questions.add(readQuestion(line, number));
      }
    }
    return new ArpMatrix(vipOf(questions), questions);
  }

  private static int vipOf(List<ArpQuestion> questions) {
    for (ArpQuestion question : questions) {
      if (question.target() != ArpLab.REAL_SERVER_1 && question.target() != ArpLab.REAL_SERVER_2) {
        return question.target();
      }
    }
    return DEFAULT_VIP;
  }

  private static ArpQuestion readQuestion(String line, int number) {
    String[] cells = line.split(",", -1);
    if (cells.length < QUESTION_COLUMNS) {
      throw new IllegalArgumentException(
          number + ":1: expected at least " + QUESTION_COLUMNS + " columns, found " + cells.length);
    }
    Row row = new Row(number, cells);
    String[] place = row.place();
    return new ArpQuestion(
        row.kind(),
        place[0],
        row.number(1, place[1], 0, 32),
        row.scope(),
        row.number(3),
        row.number(4),
        row.number(5),
        row.address(6),
        row.address(7));
  }

  /** The cells of one line, and where they are when something is wrong with them. */
  private record Row(int line, String[] cells) {
    ArpQuestion.Kind kind() {
      for (ArpQuestion.Kind kind : ArpQuestion.Kind.values()) {
        if (kind.word().equals(cells[0])) {
          return kind;
        }
      }
      throw wrong(0, "answer or announce");
    }

    String[] place() {
      String[] place = cells[1].split("/", -1);
      boolean known = place.length == 2 && List.of("lo", "eth0", "dummy0").contains(place[0]);
      if (!known) {
        throw wrong(1, "lo, eth0 or dummy0 with a prefix length, such as lo/32");
      }
      return place;
    }

    int scope() {
      return switch (cells[2]) {
        case "global" -> InterfaceAddress.SCOPE_GLOBAL;
        case "site" -> InterfaceAddress.SCOPE_SITE;
        case "link" -> InterfaceAddress.SCOPE_LINK;
        case "host" -> InterfaceAddress.SCOPE_HOST;
        default -> throw wrong(2, "global, site, link or host");
      };
    }

    int number(int cell) {
      return number(cell, cells[cell], 0, Integer.MAX_VALUE);
    }

    int number(int cell, String text, int minimum, int maximum) {
      try {
        int value = Integer.parseInt(text);
        if (minimum <= value && value <= maximum) {
          return value;
        }
      } catch (NumberFormatException e) {
        // told below like a number out of range
      }
      throw wrong(cell, "a number from " + minimum + " to " + maximum);
    }

    int address(int cell) {
      if (!Ipv4Address.isValid(cells[cell])) {
        throw wrong(cell, "an IPv4 address");
      }
      return Ipv4Address.parse(cells[cell]);
    }

    private IllegalArgumentException wrong(int cell, String expected) {
      int column = 1;
      for (int i = 0; i < cell; i++) {
        column += cells[i].length() + 1;
      }
      return new IllegalArgumentException(
          line + ":" + column + ": expected " + expected + ", found '" + cells[cell] + "'");
    }
  }
}
