package io.lvsim.daemon.httpd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which path a request's target stands for. */
class RequestPathTest {
  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/index.html, /index.html",
    "/a/b/, /a/b/",
    "//a//b, /a/b",
    "/a/./b/../c, /a/c",
    "/a%20b?x=1#y, /a b",
    "http://192.168.2.188/x, /x",
    "http://192.168.2.188, /"
  })
  void targetsHavePaths(String target, String path) {
    assertThat(RequestPath.of(target)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/..", "/a/../../etc/passwd", "/%", "/%4", "/%zz", "/%00", "*", "index.html"})
  void whatLeadsNowhereIsRefused(String target) {
    assertThat(RequestPath.of(target)).isNull();
  }

  @Test
  void noPathLeadsOutOfTheSite() {
    Random random = new Random(1);
    String[] pieces = {"/", "..", ".", "%2e", "%2E%2e", "%2f", "a", "?", "#", "http://", "%"};
    for (int run = 0; run < 20_000; run++) {
      StringBuilder target = new StringBuilder("/");
      for (int i = random.nextInt(8); i >= 0; i--) {
        target.append(pieces[random.nextInt(pieces.length)]);
      }
      String path = RequestPath.of(target.toString());
      assertThat(path == null || path.startsWith("/") && !(path + "/").contains("/../")).isTrue();
    }
  }
}
