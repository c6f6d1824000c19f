package io.lvsim.command.curl;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL taken apart.
 *
 * @param scheme http or https
 * @param port by default 80 or 443
 * @param path with its query, at least a slash
 * @param text the whole, as curl writes it
 */
record CurlUrl(String scheme, String host, int port, String path, String text) {
  private static final Pattern URL =
      Pattern.compile(
          "(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(?:[^/?#@]*@)?([^/?#:]*)(?::([^/?#]*))?"
              + "([/?][^#]*)?(?:#.*)?");
  private static final int MOST_PORT = 65535;

  /**
   * @throws CurlFailure 1 for a protocol that is not HTTP, 3 for what is no URL
   */
  static CurlUrl parse(String given, CurlTexts texts) throws CurlFailure {
    Matcher parts = URL.matcher(given);
    if (!parts.matches() || parts.group(2).isEmpty() || given.matches(".*[\\x00-\\x20\\x7f].*")) {
      throw new CurlFailure(CurlFailure.URL_MALFORMAT, texts.malformed());
    }
    String scheme = parts.group(1) == null ? "http" : parts.group(1).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new CurlFailure(CurlFailure.UNSUPPORTED_PROTOCOL, texts.unsupported(scheme));
    }
    int port = port(parts.group(3), scheme, texts);
    String rest = parts.group(4) == null ? "/" : parts.group(4);
    String path = rest.startsWith("?") ? "/" + rest : rest;
    String shownPort = parts.group(3) == null ? "" : ":" + parts.group(3);
    String text = scheme + "://" + parts.group(2) + shownPort + path;
    return new CurlUrl(scheme, parts.group(2), port, path, text);
  }

  private static int port(@Nullable String given, String scheme, CurlTexts texts)
      throws CurlFailure {
    if (given == null || given.isEmpty()) {
      return scheme.equals("http") ? 80 : 443;
    }
    if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) > MOST_PORT) {
      throw new CurlFailure(CurlFailure.URL_MALFORMAT, texts.malformed());
    }
    return Integer.parseInt(given);
  }

  /** As the Host header says it: without a default port. */
  String hostHeader() {
    boolean usual = port == (scheme.equals("http") ? 80 : 443);
    return usual ? host : host + ":" + port;
  }

  /** The file name that -O takes: the last part of the path. */
  String remoteName() {
    String plain = path.replaceFirst("\\?.*", "");
    return plain.substring(plain.lastIndexOf('/') + 1);
  }

  /** What a Location header leads to from here. */
  String resolve(String location) {
    if (location.contains("://")) {
      return location;
    }
    String base = text.substring(0, text.length() - path.length());
    return location.startsWith("/")
        ? base + location
        : base + path.substring(0, path.lastIndexOf('/') + 1) + location;
  }
}
