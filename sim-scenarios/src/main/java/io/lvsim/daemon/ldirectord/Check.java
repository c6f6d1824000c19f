package io.lvsim.daemon.ldirectord;

/** One way of finding out whether a real server is in order; it takes its time. */
interface Check {
  CheckResult run(Virtual virtual, Real real);
}
