package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/find-jdk25 among JDKs that are only their outside. */
class FindJdkTest {
  private static final Path SCRIPT = Path.of("..", "bin", "find-jdk25").toAbsolutePath();

  @TempDir private Path home = Path.of("");
  private Path jdk25 = Path.of("");
  private Path jdk17 = Path.of("");

  @BeforeEach
  void makeJdks() throws IOException {
    jdk25 = makeJdk("jdk with a space 25", "25.0.3");
    jdk17 = makeJdk("jdk-17", "17.0.15");
  }

  @Test
  void theOneThatIsAskedForComesFirst() throws IOException, InterruptedException {
    Path other = makeJdk("other-25", "25");
    assertThat(find(Map.of("LVSIM_JAVA_HOME", text(other), "JAVA_HOME", text(jdk25))))
        .isEqualTo("0 " + other);
  }

  @Test
  void theOneThatIsAskedForMustBeOne() throws IOException, InterruptedException {
    assertThat(find(Map.of("LVSIM_JAVA_HOME", text(jdk17), "JAVA_HOME", text(jdk25))))
        .isEqualTo("1 LVSIM_JAVA_HOME=" + jdk17 + " is not the home of a JDK 25");
  }

  @Test
  void javaHome() throws IOException, InterruptedException {
    assertThat(find(Map.of("JAVA_HOME", text(jdk25)))).isEqualTo("0 " + jdk25);
  }

  @Test
  void javaOnThePathEvenThroughALink() throws IOException, InterruptedException {
    Path bin = Files.createDirectories(home.resolve("links"));
    Files.createSymbolicLink(bin.resolve("java"), jdk25.resolve("bin/java"));
    String path = bin + ":" + System.getenv("PATH");
    assertThat(find(Map.of("JAVA_HOME", text(jdk17), "PATH", path)))
        .isEqualTo("0 " + jdk25.toRealPath());
  }

  @Test
  void mavensToolchains() throws IOException, InterruptedException {
    Path settings = Files.createDirectories(home.resolve(".m2")).resolve("toolchains.xml");
    Files.writeString(
        settings,
        "<toolchains>\n <jdkHome>%s</jdkHome>\n <jdkHome>%s</jdkHome>\n</toolchains>\n"
            .formatted(jdk17, jdk25));
    String path = jdk17.resolve("bin") + ":/usr/bin:/bin";
    assertThat(find(Map.of("JAVA_HOME", text(jdk17), "PATH", path))).isEqualTo("0 " + jdk25);
  }

  @Test
  void everyScriptOfTheCheckoutIsOne() throws IOException, InterruptedException {
    for (String script : new String[] {"bin/find-jdk25", "bin/build-lvsim", "lvsim", "check"}) {
      Path file = Path.of("..", script);
      assertThat(file).isExecutable();
      assertThat(new ProcessBuilder("sh", "-n", file.toString()).inheritIO().start().waitFor())
          .as(script)
          .isZero();
    }
  }

  private Path makeJdk(String name, String version) throws IOException {
    Path jdk = Files.createDirectories(home.resolve(name));
    Files.createDirectories(jdk.resolve("bin"));
    for (String program : new String[] {"java", "javac"}) {
      Path file = Files.writeString(jdk.resolve("bin").resolve(program), "#!/bin/sh\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }

  /** The exit status and all that was printed. */
  private String find(Map<String, String> environment) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", SCRIPT.toString()).redirectErrorStream(true);
    builder.environment().remove("LVSIM_JAVA_HOME");
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("HOME", home.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    return process.waitFor() + " " + output;
  }

  private static String text(Path path) {
    return path.toString();
  }
}
