package io.lvsim.command.curl;

import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.List;

/**
 * curl(1): one request after the other. It speaks plain HTTP; where a TLS handshake would begin it
 * says so and stops. The progress meter, which a real curl shows when its output goes to a file or
 * a pipe, is left out.
 */
final class Curl implements Command {
  private static final int EXIT_USAGE = 2;

  @Override
  public int run(Invocation call) {
    CurlTexts texts = CurlTexts.of(call.machine().os());
    CurlOptions options;
    try {
      options = CurlOptionReader.read(call.arguments(), texts);
    } catch (CurlFailure failure) {
      call.err().println("curl: " + failure.getMessage());
      call.err().println("curl: try 'curl --help' or 'curl --manual' for more information");
      return EXIT_USAGE;
    }
    if (options.showVersion) {
      call.out().println(texts.versionLine());
      return 0;
    }
    return runAll(call, options, texts);
  }

  /** The exit status is that of the last transfer, as curl's. */
  private static int runAll(Invocation call, CurlOptions options, CurlTexts texts) {
    int status = 0;
    int number = 0;
    for (String pattern : options.urls) {
      String output = number < options.outputs.size() ? options.outputs.get(number) : "";
      number++;
      try {
        for (String url : expand(pattern, options)) {
          status = new CurlRequest(call, options, texts, output).run(url);
        }
      } catch (CurlFailure failure) {
        status = complain(call, options, failure);
      }
    }
    return status;
  }

  private static List<String> expand(String pattern, CurlOptions options) throws CurlFailure {
    return options.globOff ? new ArrayList<>(List.of(pattern)) : UrlGlob.expand(pattern);
  }

  static int complain(Invocation call, CurlOptions options, CurlFailure failure) {
    if (!options.silent || options.showError) {
      call.err().println("curl: (" + failure.exitStatus() + ") " + failure.getMessage());
    }
    return failure.exitStatus();
  }
}
