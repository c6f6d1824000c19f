package io.lvsim.command.iptables;

import io.lvsim.command.iptables.Request.Action;

/** Which options go with which action (generic_opt_check). */
final class RequestRules {
  private RequestRules() {}

  static void check(Request request, Action action, RuleDraft rule) throws Complaint {
    boolean listing = action == Action.LIST;
    if (request.numeric && !listing && action != Action.LIST_RULES) {
      throw illegal('n');
    }
    char given = rule.firstGiven();
    boolean countersOfRule = given == 'c' && action == Action.ZERO;
    boolean byNumber = action == Action.DELETE && request.number > 0;
    if (given != 0 && (!action.takesRule() || byNumber) && !countersOfRule) {
      throw illegal(given);
    }
    if (request.exact && !listing) {
      throw illegal('x');
    }
    if (request.lineNumbers && !listing) {
      throw illegal('0');
    }
  }

  private static Complaint illegal(char option) {
    return Complaint.about("Illegal option `-" + option + "' with this command");
  }
}
