package io.lvsim.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives each test a {@link Tab} of the machine's Chromium, one browser for all of them, and fails a
 * test whose page complained. Without Chromium or Node.js the tests are skipped, and say what is
 * missing; .ci/run installs both.
 */
final class Chromium implements BeforeAllCallback, ParameterResolver, AfterTestExecutionCallback {
  private static final Namespace HERE = Namespace.create(Chromium.class);
  private static final Pattern NODE_VERSION = Pattern.compile("v(\\d+)\\..*");
  private static final int OLDEST_NODE = 20;

  private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
    @Override
    public void close() {
      playwright.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context.getRoot().getStore(HERE).computeIfAbsent(Running.class, key -> start(), Running.class);
  }

  private static Running start() {
    Path chromium =
        program("chromium")
            .or(() -> program("chromium-browser"))
            .orElseThrow(() -> missing("chromium is not installed (apt-get install chromium)"));
    program("node")
        .filter(Chromium::isNewEnough)
        .ifPresent(node -> System.setProperty("playwright.nodejs.path", node.toString()));
    if (System.getProperty("playwright.nodejs.path") == null && !hasBundledNode()) {
      throw missing(
          "Node.js of version "
              + OLDEST_NODE
              + " or newer, which drives Chromium, is not installed (apt-get install nodejs, or"
              + " ./check -Pbundled-node)");
    }
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    return new Running(playwright, browser);
  }

  private static RuntimeException missing(String what) {
    return new TestAbortedException(what);
  }

  private static boolean hasBundledNode() {
    return Chromium.class.getResource("/driver/linux/node") != null;
  }

  private static Optional<Path> program(String name) {
    return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean isNewEnough(Path node) {
    try {
      Process process = new ProcessBuilder(node.toString(), "--version").start();
      String version = new String(process.getInputStream().readAllBytes()).strip();
      Matcher matcher = NODE_VERSION.matcher(version);
      return process.waitFor() == 0
          && matcher.matches()
          && Integer.parseInt(matcher.group(1)) >= OLDEST_NODE;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Tab.class;
  }

  @Override
  public Tab resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running = context.getRoot().getStore(HERE).get(Running.class, Running.class);
    Tab tab =
        new Tab(
            running
                .browser()
                .newContext(
                    new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setLocale("en-GB")
                        .setColorScheme(ColorScheme.LIGHT)));
    context.getStore(HERE).put(Tab.class, tab);
    return tab;
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    Tab tab = context.getStore(HERE).get(Tab.class, Tab.class);
    if (tab != null && context.getExecutionException().isEmpty()) {
      Assertions.assertThat(tab.complaints()).isEmpty();
    }
  }
}
