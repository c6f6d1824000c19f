package io.lvsim.command.curl;

import io.lvsim.lab.Machine;
import io.lvsim.lab.NameService;
import io.lvsim.wire.Ipv4Address;

/** From a URL's host to an address: --resolve, then the address itself, then /etc/hosts. */
final class CurlNames {
  private final Machine machine;
  private final CurlOptions options;
  private final CurlTexts texts;

  CurlNames(Machine machine, CurlOptions options, CurlTexts texts) {
    this.machine = machine;
    this.options = options;
    this.texts = texts;
  }

  /**
   * @throws CurlFailure 6 if nobody knows the name, 49 if --resolve cannot be read
   */
  int address(CurlUrl url) throws CurlFailure {
    String unreadable = options.resolved.get("");
    if (unreadable != null) {
      throw new CurlFailure(
          CurlFailure.SETOPT_OPTION_SYNTAX,
          "Couldn't parse CURLOPT_RESOLVE entry '" + unreadable + "'");
    }
    String given = options.resolved.get(url.host() + ":" + url.port());
    if (given != null) {
      return Ipv4Address.parse(given);
    }
    if (Ipv4Address.isValid(url.host())) {
      return Ipv4Address.parse(url.host());
    }
    return new NameService(machine.files())
        .address(url.host())
        .orElseThrow(() ->
            new CurlFailure(CurlFailure.COULDNT_RESOLVE_HOST, texts.couldNotResolve(url.host())));
  }
}
