package io.lvsim.command.text;

import io.lvsim.host.HostException;
import io.lvsim.shell.ByteSink;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** dd(1): copies blocks; ibs and obs are one block size here. */
final class Dd implements Command {
  private static final List<String> OPERANDS =
      List.of("if", "of", "bs", "count", "skip", "seek", "status", "conv", "iflag", "oflag");
  private static final String HINT = "Try 'dd --help' for more information.\n";
  private static final long MOST_BYTES = 64L << 20;

  /** Blocks read and written, whole and in part, and bytes. */
  private static final class Counts {
    private long whole;
    private long part;
    private long bytes;

    void add(int length, int blockBytes) {
      if (length == blockBytes) {
        whole++;
      } else {
        part++;
      }
      bytes += length;
    }
  }

  @Override
  public int run(Invocation call) {
    Map<String, String> operands = new TreeMap<>();
    for (String word : call.arguments()) {
      int equals = word.indexOf('=');
      if (equals < 0 || !OPERANDS.contains(word.substring(0, equals))) {
        call.err().print("dd: unrecognized operand '" + word + "'\n" + HINT);
        return 1;
      }
      operands.put(word.substring(0, equals), word.substring(equals + 1));
    }
    String status = operands.getOrDefault("status", "");
    if (!List.of("", "none", "noxfer", "progress").contains(status)) {
      call.err().print("dd: invalid status level: '" + status + "'\n" + HINT);
      return 1;
    }
    return checkNumbers(call, operands) ? copy(call, operands, status) : 1;
  }

  private static boolean checkNumbers(Invocation call, Map<String, String> operands) {
    for (String name : List.of("bs", "count", "skip", "seek")) {
      String text = operands.get(name);
      Long value = text == null ? Long.valueOf(1) : number(text);
      if (value == null || value == 0 && name.equals("bs") || value > Integer.MAX_VALUE) {
        call.err().println("dd: invalid number: '" + text + "'");
        return false;
      }
    }
    return true;
  }

  /** A number with a multiplier behind it; null if it is none. */
  private static @Nullable Long number(String text) {
    String digits = text.replaceFirst("[a-zA-Z]+$", "");
    if (!digits.matches("\\d{1,10}")) {
      return null;
    }
    long factor =
        switch (text.substring(digits.length())) {
          case "", "c" -> 1;
          case "w" -> 2;
          case "b" -> 512;
          case "k", "K", "KiB" -> 1024;
          case "kB", "KB" -> 1000;
          case "M", "MiB" -> 1L << 20;
          case "MB" -> 1_000_000;
          default -> -1;
        };
    return factor < 0 ? null : (Long) (Long.parseLong(digits) * factor);
  }

  private static long value(Map<String, String> operands, String name, long otherwise) {
    String text = operands.get(name);
    Long value = text == null ? null : number(text);
    return value == null ? otherwise : value;
  }

  private static int copy(Invocation call, Map<String, String> operands, String status) {
    String input = operands.get("if");
    String output = operands.get("of");
    long startedAtNanos = call.process().simulation().now();
    ByteSource in;
    try {
      in = input == null ? call.in() : call.open(input);
    } catch (HostException refused) {
      return failed(call, input, refused);
    }
    int blockBytes = (int) value(operands, "bs", 512);
    for (long i = 0; i < value(operands, "skip", 0); i++) {
      in.readBytes(blockBytes);
    }
    Counts counts = new Counts();
    try {
      byte[] old = content(call, output);
      int start = (int) Math.min(MOST_BYTES, value(operands, "seek", 0) * blockBytes);
      ByteSink out = output == null ? call.out() : call.create(output, false);
      out.write(Arrays.copyOf(old, start));
      transfer(in, out, blockBytes, value(operands, "count", Long.MAX_VALUE), counts);
      long end = start + counts.bytes;
      if (operands.getOrDefault("conv", "").contains("notrunc") && old.length > end) {
        out.write(Arrays.copyOfRange(old, (int) end, old.length));
      }
    } catch (HostException refused) {
      return failed(call, output, refused);
    }
    report(call, status, counts, call.process().simulation().now() - startedAtNanos);
    return 0;
  }

  private static int failed(Invocation call, @Nullable String file, HostException refused) {
    call.err().println("dd: failed to open '" + file + "': " + refused.errno().text());
    return 1;
  }

  private static byte[] content(Invocation call, @Nullable String file) throws HostException {
    String path = file == null ? "/dev/null" : call.path(file);
    boolean stored = call.files().exists(path) && !call.files().isLive(path);
    return stored ? call.files().read(path) : new byte[0];
  }

  private static void transfer(
      ByteSource in, ByteSink out, int blockBytes, long blocks, Counts counts) {
    for (long i = 0; i < blocks; i++) {
      byte[] block = in.readBytes(blockBytes);
      if (block.length == 0) {
        return;
      }
      counts.add(block.length, blockBytes);
      out.write(block);
    }
  }

  private static void report(Invocation call, String status, Counts counts, long nanos) {
    if (status.equals("none")) {
      return;
    }
    String records = counts.whole + "+" + counts.part + " records ";
    call.err().print(records + "in\n" + records + "out\n");
    if (!status.equals("noxfer")) {
      call.err().println(amount(counts.bytes) + " copied, " + speed(counts.bytes, nanos));
    }
  }

  private static String amount(long bytes) {
    if (bytes < 1000) {
      return bytes + " bytes";
    }
    String decimal = human(bytes, 1000, "kMGT") + "B";
    return bytes < 1024
        ? bytes + " bytes (" + decimal + ")"
        : bytes + " bytes (" + decimal + ", " + human(bytes, 1024, "KMGT") + "iB)";
  }

  private static String human(double amount, int base, String units) {
    double value = amount;
    int unit = -1;
    while (value >= base && unit < units.length() - 1) {
      value /= base;
      unit++;
    }
    String digits = String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    return digits + " " + (unit < 0 ? "" : units.charAt(unit));
  }

  private static String speed(long bytes, long nanos) {
    double seconds = Math.max(nanos, 1) / 1e9;
    String time = String.format(Locale.ROOT, "%.6g", seconds).replaceFirst("\\.?0+(e|$)", "$1");
    return time + " s, " + human(bytes / seconds, 1000, "kMGT") + "B/s";
  }
}
