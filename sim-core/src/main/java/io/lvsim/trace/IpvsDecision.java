package io.lvsim.trace;

/**
 * What the director did: service, template, connection, real server, state. A flow is written "TCP
 * 192.168.2.10:20001 -> 192.168.2.188:80", a service "TCP 192.168.2.188:80" or "FWM 10", a server
 * by its address and port.
 */
public sealed interface IpvsDecision extends Decision {

  /** A packet without a connection belongs to a virtual service. */
  record ServiceMatched(String flow, String service, String rule) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-service-matched";
    }

    @Override
    public String reason() {
      return flow + " belongs to the service " + service + ": " + rule;
    }
  }

  /** A packet goes to the host's own stack, as if there were no IPVS. */
  record LeftToHost(String flow, String why) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-left-to-host";
    }

    @Override
    public String reason() {
      return "left " + flow + " to the host's own stack: " + why;
    }
  }

  /** A scheduler chose a real server. */
  record Scheduled(String service, String scheduler, String server, String why)
      implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-scheduled";
    }

    @Override
    public String reason() {
      return scheduler + " picked " + server + " for " + service + ": " + why;
    }
  }

  /** No real server can take a new connection. */
  record NoDestination(String flow, String service, String scheduler, String why)
      implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-no-destination";
    }

    @Override
    public String reason() {
      return scheduler + " found no server of " + service + " for " + flow + ": " + why;
    }
  }

  /** A connection entry was made. */
  record ConnectionMade(String flow, String server, String why) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-connection-made";
    }

    @Override
    public String reason() {
      return "made the connection " + flow + " to " + server + ": " + why;
    }
  }

  /** A packet belongs to a connection that is known. */
  record ConnectionHit(String flow, String server, String state) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-connection-hit";
    }

    @Override
    public String reason() {
      return flow + " belongs to the connection to " + server + " in state " + state;
    }
  }

  /** A new connection uses the ends of an old one, whose entry is put aside. */
  record ConnectionReplaced(String flow, String server, String why) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-connection-replaced";
    }

    @Override
    public String reason() {
      return "put the entry of " + flow + " to " + server + " aside and schedules anew: " + why;
    }
  }

  /** A connection entry is gone. */
  record ConnectionEnded(String flow, String server, String state, String why)
      implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-connection-ended";
    }

    @Override
    public String reason() {
      return "removed the connection " + flow + " to " + server + " in state " + state + ": " + why;
    }
  }

  /** A packet has changed a connection's state. */
  record StateChanged(String flow, String from, String to, String event, int timeoutSeconds)
      implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-state-changed";
    }

    @Override
    public String reason() {
      return flow
          + " went from "
          + from
          + " to "
          + to
          + " on "
          + event
          + ", timeout "
          + timeoutSeconds
          + " s";
    }
  }

  /** A client gets a template: it will stick to a real server. */
  record TemplateMade(String template, String server, int timeoutSeconds) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-template-made";
    }

    @Override
    public String reason() {
      return "made the template " + template + " to " + server + " for " + timeoutSeconds + " s";
    }
  }

  /** A template decides the real server of a new connection. */
  record TemplateHit(String template, String server, int timeoutSeconds, String why)
      implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-template-hit";
    }

    @Override
    public String reason() {
      return "the template "
          + template
          + " leads to "
          + server
          + why
          + "; its timer starts again with "
          + timeoutSeconds
          + " s";
    }
  }

  /** A template is not to be used any more. */
  record TemplateInvalidated(String template, String server, String why) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-template-invalidated";
    }

    @Override
    public String reason() {
      return "set the template " + template + " to " + server + " aside (port 65535): " + why;
    }
  }

  /** A template has run out, and stays. */
  record TemplateKept(String template, String server, int controlled, int timeoutSeconds)
      implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-template-kept";
    }

    @Override
    public String reason() {
      return "kept the template "
          + template
          + " to "
          + server
          + " for "
          + timeoutSeconds
          + " s more: it still controls "
          + controlled
          + (controlled == 1 ? " connection" : " connections");
    }
  }

  /** A template is gone. */
  record TemplateEnded(String template, String server, String why) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-template-ended";
    }

    @Override
    public String reason() {
      return "removed the template " + template + " to " + server + ": " + why;
    }
  }

  /** A packet goes on to a real server; only MACs and TTL have changed. */
  record Forwarded(String flow, String server, String nextHopMac, int ttl) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-forwarded";
    }

    @Override
    public String reason() {
      return "forwarded "
          + flow
          + " to "
          + server
          + " by direct routing: destination MAC "
          + nextHopMac
          + ", TTL now "
          + ttl;
    }
  }

  /** The real server is the director itself. */
  record DeliveredLocally(String flow, String server) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-delivered-locally";
    }

    @Override
    public String reason() {
      return "left "
          + flow
          + " to the host's own stack: the real server "
          + server
          + " is an address of the director";
    }
  }

  /** A reply in a known connection passes the director. */
  record ReplySeen(String flow, String server) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-reply-seen";
    }

    @Override
    public String reason() {
      return "saw a reply of the connection " + flow + " to " + server;
    }
  }

  /** A packet is answered with an ICMP error and dropped. */
  record Refused(String flow, String error, String why) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-refused";
    }

    @Override
    public String reason() {
      return "answered " + flow + " with ICMP " + error + ": " + why;
    }
  }

  /** A packet was dropped without a word. */
  record Dropped(String flow, String why) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-dropped";
    }

    @Override
    public String reason() {
      return "dropped " + flow + ": " + why;
    }
  }

  /** A real server has reached its upper threshold. */
  record Overloaded(String server, int connections, int upperThreshold) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-overloaded";
    }

    @Override
    public String reason() {
      return server
          + " takes no new connections: "
          + connections
          + " >= upper threshold "
          + upperThreshold;
    }
  }

  /** A real server takes new connections again. */
  record Relieved(String server, int connections, String threshold) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-relieved";
    }

    @Override
    public String reason() {
      return server + " takes new connections again: " + connections + " < " + threshold;
    }
  }

  /** A real server that was removed is there again, with what it had. */
  record Revived(String service, String server, int active, int inactive, int persistent)
      implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-revived";
    }

    @Override
    public String reason() {
      return server
          + " is again in "
          + service
          + " with its old entries ("
          + active
          + " active, "
          + inactive
          + " inactive, "
          + persistent
          + " templates): it was kept aside";
    }
  }
}
