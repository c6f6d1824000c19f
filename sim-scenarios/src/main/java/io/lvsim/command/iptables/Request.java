package io.lvsim.command.iptables;

import io.lvsim.netfilter.MangleRule;
import io.lvsim.netfilter.MangleTable.Counters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command line, read. */
final class Request {
  /** What is to be done. */
  enum Action {
    APPEND('A'),
    DELETE('D'),
    CHECK('C'),
    INSERT('I'),
    REPLACE('R'),
    LIST('L'),
    LIST_RULES('S'),
    FLUSH('F'),
    ZERO('Z'),
    NEW_CHAIN('N'),
    DELETE_CHAIN('X'),
    RENAME_CHAIN('E'),
    POLICY('P'),
    VERSION('V'),
    HELP('h');

    private final char letter;

    Action(char letter) {
      this.letter = letter;
    }

    char letter() {
      return letter;
    }

    /** Whether a rule follows. */
    boolean takesRule() {
      return this == APPEND || this == DELETE || this == CHECK || this == INSERT || this == REPLACE;
    }
  }

  String table = "filter";
  @Nullable Action action;

  /** A second action: -Z beside -L or -S. */
  boolean zeroToo;

  String chain = "";

  /** Of a rule in its chain, from 1; 0 for none. */
  int number;

  /** The policy of -P, the new name of -E. */
  String second = "";

  boolean verbose;
  boolean numeric;
  boolean exact;
  boolean lineNumbers;

  /** More than one where several addresses were given. */
  List<MangleRule> rules = new ArrayList<>();

  /** What a new rule's counters begin with. */
  Counters counters = new Counters(0, 0);
}
