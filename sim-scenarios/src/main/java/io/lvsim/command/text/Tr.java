package io.lvsim.command.text;

import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** tr(1): changes, deletes and squeezes bytes. */
final class Tr implements Command {
  private static final int BYTES = 256;

  private static final Getopt OPTIONS =
      new Getopt("cCdst")
          .untilFirstOperand()
          .named("complement", 'c')
          .named("delete", 'd')
          .named("squeeze-repeats", 's')
          .named("truncate-set1", 't');

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return 1;
    }
    boolean deletes = given.has('d');
    boolean squeezes = given.has('s');
    List<String> sets = given.operands();
    String wrong = wrongCount(sets, deletes, squeezes);
    if (!wrong.isEmpty()) {
      call.err().print("tr: " + wrong + "\nTry 'tr --help' for more information.\n");
      return 1;
    }
    try {
      copy(call, new Plan(given, sets));
      return 0;
    } catch (IllegalArgumentException senseless) {
      call.err().println("tr: " + senseless.getMessage());
      return 1;
    }
  }

  private static String wrongCount(List<String> sets, boolean deletes, boolean squeezes) {
    int least = deletes == squeezes ? 2 : 1;
    int most = deletes && !squeezes ? 1 : 2;
    if (sets.isEmpty()) {
      return "missing operand";
    }
    if (sets.size() < least) {
      return "missing operand after ‘"
          + sets.getFirst()
          + "’\n"
          + (deletes
              ? "Two strings must be given when both deleting and squeezing repeats."
              : "Two strings must be given when translating.");
    }
    if (sets.size() > most) {
      return "extra operand ‘"
          + sets.get(most)
          + "’"
          + (most == 1 && sets.size() == 2
              ? "\nOnly one string may be given when deleting without squeezing repeats."
              : "");
    }
    return "";
  }

  private static void copy(Invocation call, Plan plan) {
    for (byte[] bytes = call.in().read(); bytes.length > 0; bytes = call.in().read()) {
      byte[] changed = plan.apply(bytes);
      if (changed.length > 0) {
        call.out().write(changed);
      }
    }
  }

  /** What is done with each byte. */
  private static final class Plan {
    private final int[] becomes = new int[BYTES];
    private final boolean[] squeezed = new boolean[BYTES];
    private int last = -1;

    Plan(Getopt.Given given, List<String> sets) {
      boolean complement = given.has('c') || given.has('C');
      TrSet first = TrSet.parse(sets.getFirst(), false);
      int[] from = complement ? first.complement() : first.bytes();
      for (int i = 0; i < BYTES; i++) {
        becomes[i] = i;
      }
      boolean translates = !given.has('d') && sets.size() > 1;
      if (given.has('d')) {
        for (int value : from) {
          becomes[value] = -1;
        }
      } else if (translates) {
        translate(given, first, from, sets.get(1), complement);
      }
      if (given.has('s')) {
        int[] set = sets.size() > 1 ? TrSet.parse(sets.get(1), true).fill(from.length) : from;
        for (int value : set) {
          squeezed[value] = true;
        }
      }
    }

    private void translate(
        Getopt.Given given, TrSet first, int[] from, String written, boolean complement) {
      TrSet second = TrSet.parse(written, true);
      second.checkAgainst(first, complement);
      int[] to = second.fill(from.length);
      int count = given.has('t') ? Math.min(from.length, to.length) : from.length;
      if (to.length == 0 && count > 0) {
        throw new IllegalArgumentException("when not truncating set1, string2 must be non-empty");
      }
      for (int i = 0; i < count; i++) {
        becomes[from[i]] = to[Math.min(i, to.length - 1)];
      }
    }

    byte[] apply(byte[] bytes) {
      byte[] changed = new byte[bytes.length];
      int length = 0;
      for (byte b : bytes) {
        int value = becomes[b & 0xff];
        if (value >= 0 && !(value == last && squeezed[value])) {
          changed[length++] = (byte) value;
          last = value;
        }
      }
      return java.util.Arrays.copyOf(changed, length);
    }
  }

  static byte[] bytesOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
