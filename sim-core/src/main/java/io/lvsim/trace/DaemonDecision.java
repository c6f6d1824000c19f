package io.lvsim.trace;

/** What a daemon (ldirectord, httpd) found and did. */
public sealed interface DaemonDecision extends Decision {
  /**
   * ldirectord found a real server in order.
   *
   * @param virtual as ldirectord names it, such as tcp:192.168.2.188:80
   * @param check what was asked, such as GET http://192.168.2.191:80/index.html
   * @param answer what came back
   */
  record CheckPassed(String virtual, String realServer, String check, String answer)
      implements DaemonDecision {
    @Override
    public String code() {
      return "daemon-check-passed";
    }

    @Override
    public String reason() {
      return "ldirectord: " + realServer + " of " + virtual + " is up: " + check + ": " + answer;
    }
  }

  /**
   * ldirectord found a real server out of order.
   *
   * @param why such as "connection refused", "no answer within checktimeout = 3 s", "status 404",
   *     "receive = /Test Page/ is not in the 9 bytes of the answer"
   */
  record CheckFailed(String virtual, String realServer, String check, String why)
      implements DaemonDecision {
    @Override
    public String code() {
      return "daemon-check-failed";
    }

    @Override
    public String reason() {
      return "ldirectord: " + realServer + " of " + virtual + " is down: " + check + ": " + why;
    }
  }

  /**
   * ldirectord let a failure pass.
   *
   * @param failures in a row
   * @param needed failurecount
   */
  record FailureTolerated(String virtual, String realServer, int failures, int needed)
      implements DaemonDecision {
    @Override
    public String code() {
      return "daemon-failure-tolerated";
    }

    @Override
    public String reason() {
      return String.format(
          "ldirectord: keeps %s in %s: failure %d of failurecount = %d",
          realServer, virtual, failures, needed);
    }
  }

  /**
   * ldirectord changed the director's table.
   *
   * @param change what it calls it, such as "Deleted real server: 192.168.2.191:80"
   * @param command what it ran
   * @param why the state or setting that led to it
   */
  record TableChanged(String change, String command, String why) implements DaemonDecision {
    @Override
    public String code() {
      return "daemon-table-changed";
    }

    @Override
    public String reason() {
      return "ldirectord: " + change + ": ran '" + command + "' since " + why;
    }
  }

  /** ldirectord's command on the director's table was refused. */
  record CommandFailed(String command, String answer) implements DaemonDecision {
    @Override
    public String code() {
      return "daemon-command-failed";
    }

    @Override
    public String reason() {
      return "ldirectord: '" + command + "' failed: " + answer;
    }
  }

  /** ldirectord refused its configuration. */
  record ConfigRefused(String file, int line, String why) implements DaemonDecision {
    @Override
    public String code() {
      return "daemon-config-refused";
    }

    @Override
    public String reason() {
      return "ldirectord: refused " + file + " line " + line + ": " + why;
    }
  }

  /** httpd answered a request. */
  record Answered(String request, int status, String why) implements DaemonDecision {
    @Override
    public String code() {
      return "daemon-answered";
    }

    @Override
    public String reason() {
      return "httpd: answered '" + request + "' with " + status + ": " + why;
    }
  }
}
