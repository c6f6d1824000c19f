package io.lvsim.command.curl;

import io.lvsim.app.HttpClient;
import io.lvsim.app.HttpResponse;
import io.lvsim.engine.Nanos;
import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.process.Process;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** One request over one connection: connects, sends, waits for the end or for a time limit. */
final class CurlTransfer implements HttpClient.Outcome {
  /** Time limits are looked at a millisecond after they have passed. */
  private static final long CHECK_NANOS = Nanos.PER_MILLI;

  private final Invocation call;
  private final CurlOptions options;
  private final CurlTexts texts;
  private final TransferReport report;
  private final CurlUrl url;
  private final Process process;
  private final VerboseLog verbose;

  private Runnable cancel = () -> {};
  private boolean connected;
  private boolean ended;
  private @Nullable Errno error;
  private @Nullable HttpResponse response;
  private long missingBytes;

  CurlTransfer(Invocation call, CurlOptions options, CurlTexts texts, TransferReport report) {
    this.call = call;
    this.options = options;
    this.texts = texts;
    this.report = report;
    url = java.util.Objects.requireNonNull(report.url);
    process = call.process();
    verbose = new VerboseLog(call.err(), options.verbose, texts);
  }

  void run() throws CurlFailure {
    LocalEnd local = new LocalEnd(call.net(), options);
    int address = new CurlNames(call.machine(), options, texts).address(url);
    report.remoteAddress = address;
    report.remotePort = url.port();
    byte[] request = RequestText.of(url, options, texts);
    report.method = options.methodName();
    verbose.trying(url, address);
    cancel = begin(local, address, request);
    verbose.aboutToSend(request);
    await();
    conclude();
  }

  private Runnable begin(LocalEnd local, int address, byte[] request) throws CurlFailure {
    try {
      report.requestBytes = request.length;
      return local.begin(port ->
          HttpClient.request(
              call.net().tcp(),
              local.address(),
              port,
              address,
              url.port(),
              request,
              options.head,
              this));
    } catch (HostException refused) {
      verbose.closing();
      String message = texts.connectRefusedAtOnce(url, address, refused.errno());
      throw new CurlFailure(CurlFailure.COULDNT_CONNECT, message);
    }
  }

  private void await() throws CurlFailure {
    try {
      long connectLimit = options.connectTimeoutNanos;
      if (connectLimit > 0
          && !process.await(() -> connected || ended, left(connectLimit))
          && !isOver(options.maxTimeNanos)) {
        throw new CurlFailure(
            CurlFailure.OPERATION_TIMEDOUT,
            texts.connectTimedOut(url.host(), url.port(), elapsedMillis()));
      }
      if (options.maxTimeNanos == 0) {
        process.await(() -> ended);
      } else if (!process.await(() -> ended, left(options.maxTimeNanos))) {
        throw new CurlFailure(CurlFailure.OPERATION_TIMEDOUT, timedOut());
      }
    } finally {
      cancel.run();
    }
  }

  private String timedOut() {
    return connected
        ? texts.operationTimedOut(elapsedMillis(), report.body.length, -1)
        : texts.timedOutBeforeConnection(elapsedMillis());
  }

  private long left(long limitNanos) {
    long limit =
        options.maxTimeNanos == 0 ? limitNanos : Math.min(limitNanos, options.maxTimeNanos);
    return Math.max(0, report.startedAtNanos + limit + CHECK_NANOS - process.simulation().now());
  }

  private boolean isOver(long limitNanos) {
    return limitNanos > 0 && process.simulation().now() > report.startedAtNanos + limitNanos;
  }

  private long elapsedMillis() {
    return (process.simulation().now() - report.startedAtNanos) / Nanos.PER_MILLI;
  }

  private void conclude() throws CurlFailure {
    if (url.scheme().equals("https") && connected) {
      throw new CurlFailure(
          CurlFailure.SSL_CONNECT_ERROR,
          "TLS is not modelled by lvsim: ask for http://"
              + url.host()
              + ":"
              + url.port()
              + url.path());
    }
    Errno why = error;
    if (why != null) {
      verbose.failed(url, report.remoteAddress, why, connected, elapsedMillis());
      throw connected ? lost(why) : notConnected(why);
    }
    HttpResponse got = response;
    if (got == null) {
      verbose.emptyReply();
      throw new CurlFailure(CurlFailure.GOT_NOTHING, "Empty reply from server");
    }
    keep(got);
    verbose.response(report.head);
    if (missingBytes > 0) {
      report.cutOff =
          new CurlFailure(
              CurlFailure.PARTIAL_FILE,
              "transfer closed with " + missingBytes + " bytes remaining to read");
    }
    verbose.closing();
  }

  private CurlFailure lost(Errno why) {
    return new CurlFailure(CurlFailure.RECV_ERROR, "Recv failure: " + why.text());
  }

  private CurlFailure notConnected(Errno why) {
    boolean timedOut = why == Errno.ETIMEDOUT && texts.timeoutHasItsOwnStatus();
    int status = timedOut ? CurlFailure.OPERATION_TIMEDOUT : CurlFailure.COULDNT_CONNECT;
    return new CurlFailure(
        status, texts.connectFailed(url.host(), url.port(), elapsedMillis(), why));
  }

  private void keep(HttpResponse got) {
    report.status = got.status();
    report.reason = got.reason();
    report.headers = got.headers();
    report.body = got.body();
    report.version = report.head.startsWith("HTTP/1.0") ? "1" : "1.1";
  }

  @Override
  public void connected(int localAddress, int localPort) {
    connected = true;
    report.connects++;
    report.connectedAtNanos = process.simulation().now();
    report.localAddress = localAddress;
    report.localPort = localPort;
    verbose.connected(url, Ipv4Address.format(report.remoteAddress));
    if (url.scheme().equals("https")) {
      cancel.run();
      ended = true;
    }
    process.wake();
  }

  @Override
  public void headCame(String head) {
    report.head = head;
    report.firstByteAtNanos = process.simulation().now();
  }

  @Override
  public void answered(HttpResponse whole) {
    response = whole;
    end();
  }

  @Override
  public void failed(Errno why, boolean wasConnected) {
    error = why;
    end();
  }

  @Override
  public void cutOff(@Nullable HttpResponse soFar, long missing) {
    response = soFar;
    missingBytes = missing;
    end();
  }

  private void end() {
    ended = true;
    process.wake();
  }
}
