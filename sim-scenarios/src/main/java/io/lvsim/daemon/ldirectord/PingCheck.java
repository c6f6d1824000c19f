package io.lvsim.daemon.ldirectord;

import io.lvsim.host.Errno;
import io.lvsim.host.IcmpLayer;
import io.lvsim.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** Sends echo requests until one is answered, checkcount at most (check_ping). */
final class PingCheck implements Check {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int DATA_BYTES = 64;
  private static final int TTL = 64;

  private final Instance instance;
  private int sequence;

  PingCheck(Instance instance) {
    this.instance = instance;
  }

  @Override
  public CheckResult run(Virtual virtual, Real real) {
    String address = real.config.server();
    String check = "ping " + address;
    String why = "";
    for (int attempt = 0; attempt < virtual.checkCount; attempt++) {
      Attempt echo = new Attempt(++sequence & 0xFFFF);
      if (echo.run(Ipv4Address.parse(address), virtual.checkTimeoutSeconds)) {
        return CheckResult.up(check, "answered");
      }
      why = echo.why(virtual.checkTimeoutSeconds);
    }
    return CheckResult.down(check, why).unmonitored();
  }

  /** One request and what came of it. */
  private final class Attempt implements IcmpLayer.EchoListener {
    private final int number;
    private final int identifier = instance.processId & 0xFFFF;
    private boolean answered;
    private boolean failed;
    private @Nullable Errno refusal;

    Attempt(int number) {
      this.number = number;
    }

    boolean run(int address, int timeoutSeconds) {
      IcmpLayer icmp = instance.machine.host().icmp();
      icmp.listen(identifier, this);
      refusal = icmp.sendEcho(0, address, identifier, number, DATA_BYTES, TTL);
      if (refusal == null) {
        long limit = timeoutSeconds == 0 ? Long.MAX_VALUE / 2 : timeoutSeconds * NANOS_PER_SECOND;
        instance.process().await(() -> answered || failed, limit);
      }
      icmp.listen(identifier, null);
      return answered;
    }

    String why(int timeoutSeconds) {
      if (refusal != null) {
        return refusal.text();
      }
      return failed ? "unreachable" : "no answer within checktimeout = " + timeoutSeconds + " s";
    }

    @Override
    public void reply(int from, int replyIdentifier, int replySequence, int ttl, int bytes) {
      answered |= replySequence == number;
      instance.process().wake();
    }

    @Override
    public void error(
        int from, int type, int code, int info, int errorIdentifier, int errorSequence) {
      failed |= errorSequence == number;
      instance.process().wake();
    }
  }
}
