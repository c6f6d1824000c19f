package io.lvsim.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A script and what bash 5.2 and the GNU tools of Debian 12 made of it. In a file a case begins
 * with {@code ====} and its title; {@code ---- out}, {@code ---- err} and {@code ---- status}
 * follow. In messages bash's line numbers are left out, as on a terminal.
 */
record RecordedCase(String title, String script, String out, String err, int status) {
  private static final String NO_LINE_END = "\\ no line end\n";

  /** All cases of a resource. */
  static List<RecordedCase> read(String resource) {
    try (InputStream stream = RecordedCase.class.getResourceAsStream(resource)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      List<RecordedCase> cases = new ArrayList<>();
      for (String one : text.substring("==== ".length()).split("\n==== ")) {
        cases.add(parse(one + "\n"));
      }
      return cases;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static RecordedCase parse(String text) {
    int title = text.indexOf('\n');
    int out = text.indexOf("---- out\n");
    int err = text.indexOf("---- err\n", out);
    int status = text.indexOf("---- status ", err);
    return new RecordedCase(
        text.substring(0, title),
        text.substring(title + 1, out),
        content(text.substring(out + "---- out\n".length(), err)),
        content(text.substring(err + "---- err\n".length(), status)),
        Integer.parseInt(text.substring(status + "---- status ".length()).strip()));
  }

  private static String content(String block) {
    return block.endsWith("\n" + NO_LINE_END)
        ? block.substring(0, block.length() - NO_LINE_END.length() - 1)
        : block;
  }

  @Override
  public String toString() {
    return title;
  }
}
