package io.lvsim.netfilter;

/** What a rule does with a packet that fits. */
public sealed interface RuleTarget {
  /** No target: the rule only counts. */
  RuleTarget NONE = new Verdict(Verdict.Kind.CONTINUE);

  /** The packet passes the chain. */
  RuleTarget ACCEPT = new Verdict(Verdict.Kind.ACCEPT);

  /** The packet is gone. */
  RuleTarget DROP = new Verdict(Verdict.Kind.DROP);

  /** The rest of the chain is skipped: its policy decides. */
  RuleTarget RETURN = new Verdict(Verdict.Kind.RETURN);

  /** As iptables-save prints it: {@code -j DROP}; empty for no target. */
  String text();

  /** An end of the chain, or none. */
  record Verdict(Kind kind) implements RuleTarget {
    /** Which. */
    public enum Kind {
      CONTINUE,
      ACCEPT,
      DROP,
      RETURN
    }

    @Override
    public String text() {
      return kind == Kind.CONTINUE ? "" : "-j " + kind;
    }
  }

  /** The rules of an administrator's chain come next, then those behind this one. */
  record Jump(String chain) implements RuleTarget {
    @Override
    public String text() {
      return "-j " + chain;
    }
  }

  /** MARK: mark = (mark and not mask) xor value; later rules still see the packet. */
  record SetMark(int value, int mask) implements RuleTarget {
    /** {@code --set-mark value/mask}. */
    public static SetMark set(int value, int mask) {
      return new SetMark(value, mask | value);
    }

    /** {@code --set-xmark value/mask}. */
    public static SetMark xset(int value, int mask) {
      return new SetMark(value, mask);
    }

    /** {@code --and-mark bits}. */
    public static SetMark and(int bits) {
      return new SetMark(0, ~bits);
    }

    /** {@code --or-mark bits}. */
    public static SetMark or(int bits) {
      return new SetMark(bits, bits);
    }

    /** {@code --xor-mark bits}. */
    public static SetMark xor(int bits) {
      return new SetMark(bits, 0);
    }

    /** The mark afterwards. */
    public int apply(int mark) {
      return mark & ~mask ^ value;
    }

    @Override
    public String text() {
      return "-j MARK --set-xmark 0x"
          + Integer.toHexString(value)
          + "/0x"
          + Integer.toHexString(mask);
    }
  }
}
