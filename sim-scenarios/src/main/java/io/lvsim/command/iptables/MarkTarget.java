package io.lvsim.command.iptables;

import io.lvsim.command.net.Inet;
import io.lvsim.netfilter.RuleTarget;
import io.lvsim.netfilter.RuleTarget.SetMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** -j MARK with its five forms. */
final class MarkTarget implements Extension {
  private static final List<String> OPTIONS =
      List.of("--set-mark", "--set-xmark", "--and-mark", "--or-mark", "--xor-mark");

  private String used = "";
  private @Nullable RuleTarget target;

  @Override
  public String name() {
    return "MARK";
  }

  @Override
  public boolean take(String option, boolean inverted, OptionWords words) throws Complaint {
    if (!OPTIONS.contains(option)) {
      return false;
    }
    if (inverted) {
      throw complain(option, "cannot be inverted.");
    }
    if (!used.isEmpty()) {
      throw used.equals(option)
          ? complain(option, "can only be used once.")
          : complain(
              first(option, used), "cannot be used together with \"" + later(option, used) + "\".");
    }
    used = option;
    target = target(option, words.argument(option));
    return true;
  }

  /** The kernel's list of options decides which is named first. */
  private static String first(String one, String other) {
    return OPTIONS.indexOf(one) < OPTIONS.indexOf(other) ? one : other;
  }

  private static String later(String one, String other) {
    return first(one, other).equals(one) ? other : one;
  }

  private static RuleTarget target(String option, String argument) throws Complaint {
    boolean masked = option.equals("--set-mark") || option.equals("--set-xmark");
    int slash = masked ? argument.indexOf('/') : -1;
    int value = number(option, slash < 0 ? argument : argument.substring(0, slash));
    int mask = slash < 0 ? -1 : number(option, argument.substring(slash + 1));
    return switch (option) {
      case "--set-mark" -> SetMark.set(value, mask);
      case "--set-xmark" -> SetMark.xset(value, mask);
      case "--and-mark" -> SetMark.and(value);
      case "--or-mark" -> SetMark.or(value);
      default -> SetMark.xor(value);
    };
  }

  private static int number(String option, String text) throws Complaint {
    Long number = Inet.number(text);
    if (number == null) {
      throw Complaint.about(
          "MARK: bad integer value for option \"" + option + "\", or out of range.\n");
    }
    return number.intValue();
  }

  private static Complaint complain(String option, String what) {
    return Complaint.about("MARK: option \"" + option + "\" " + what + "\n");
  }

  @Override
  public void finish(RuleDraft rule) throws Complaint {
    if (target == null) {
      throw Complaint.about(
          "MARK: One of the --set-xmark, --{and,or,xor,set}-mark options is required");
    }
    rule.setTarget(target);
  }
}
