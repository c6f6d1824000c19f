package io.lvsim.command.curl;

import io.lvsim.engine.Nanos;
import io.lvsim.host.HostException;
import io.lvsim.shell.Invocation;
import java.nio.charset.StandardCharsets;

/** All that one URL leads to: the transfer, redirects, retries, output and --write-out. */
final class CurlRequest {
  private static final long FIRST_RETRY_NANOS = Nanos.PER_SECOND;
  private static final long LONGEST_RETRY_NANOS = 600 * Nanos.PER_SECOND;

  private final Invocation call;
  private final CurlOptions options;
  private final CurlTexts texts;
  private final String output;

  CurlRequest(Invocation call, CurlOptions options, CurlTexts texts, String output) {
    this.call = call;
    this.options = options;
    this.texts = texts;
    this.output = output;
  }

  /** Returns curl's exit status; everything there is to say has been said. */
  int run(String url) {
    long delayNanos = options.retryDelayNanos < 0 ? FIRST_RETRY_NANOS : options.retryDelayNanos;
    for (int left = options.retries; ; left--) {
      CurlFailure failure = attempt(url);
      if (failure == null) {
        return 0;
      }
      if (left == 0 || !worthARetry(failure)) {
        return failure.exitStatus();
      }
      call.process().sleep(delayNanos);
      if (options.retryDelayNanos < 0) {
        delayNanos = Math.min(delayNanos * 2, LONGEST_RETRY_NANOS);
      }
    }
  }

  private boolean worthARetry(CurlFailure failure) {
    boolean refused = failure.exitStatus() == CurlFailure.COULDNT_CONNECT;
    return failure.isTransient() || refused && options.retryRefused;
  }

  /** Returns what went wrong, null for nothing. */
  private @org.jspecify.annotations.Nullable CurlFailure attempt(String url) {
    TransferReport report = new TransferReport(url, call.process().simulation().now());
    CurlFailure failure = null;
    try {
      transferAll(url, report);
    } catch (CurlFailure thrown) {
      failure = thrown;
      report.failed(thrown);
      Curl.complain(call, options, thrown);
    }
    report.endedAtNanos = call.process().simulation().now();
    if (options.writeOut != null) {
      new WriteOut(report, call).print(options.writeOut);
    }
    return failure;
  }

  /** The transfer, and those that redirects lead to. */
  private void transferAll(String first, TransferReport report) throws CurlFailure {
    String next = first;
    for (int redirects = 0; ; redirects++) {
      CurlUrl url = CurlUrl.parse(next, texts);
      report.url = url;
      new CurlTransfer(call, options, texts, report).run();
      String location = report.header("location");
      boolean redirected = report.status / 100 == 3 && !location.isEmpty();
      if (!options.follow || !redirected) {
        deliver(report);
        return;
      }
      if (redirects == CurlOptions.MOST_REDIRECTS) {
        throw new CurlFailure(
            CurlFailure.TOO_MANY_REDIRECTS,
            "Maximum (" + CurlOptions.MOST_REDIRECTS + ") redirects followed");
      }
      report.redirects++;
      next = url.resolve(location);
    }
  }

  private void deliver(TransferReport report) throws CurlFailure {
    if (options.failOnError && report.status >= 400) {
      throw new CurlFailure(
          CurlFailure.HTTP_RETURNED_ERROR, texts.returnedError(report.status, report.reason));
    }
    if (options.include || options.head) {
      write(report.head.getBytes(StandardCharsets.ISO_8859_1), report, false);
    }
    if (!options.head) {
      write(report.body, report, options.include);
    }
    if (report.cutOff != null) {
      throw report.cutOff;
    }
  }

  private void write(byte[] bytes, TransferReport report, boolean append) throws CurlFailure {
    CurlUrl url = report.url;
    String name = output.isEmpty() && namesFile() && url != null ? url.remoteName() : output;
    if (name.isEmpty() || name.equals("-")) {
      call.out().write(bytes);
      return;
    }
    try {
      call.create(name, append).write(bytes);
    } catch (HostException | io.lvsim.shell.WriteFailedException refused) {
      throw new CurlFailure(CurlFailure.WRITE_ERROR, "Failure writing output to destination");
    }
  }

  private boolean namesFile() {
    return options.outputs.contains("");
  }
}
