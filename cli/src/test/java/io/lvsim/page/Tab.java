package io.lvsim.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A report opened in a tab of its own, and what the browser had to complain about. */
final class Tab implements AutoCloseable {
  private static final int PATIENCE_MS = 20_000;

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Tab(BrowserContext context) {
    this.context = context;
    page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add("console " + message.type() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add("error: " + error));
    page.onDialog(
        dialog -> {
          complaints.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) {
            complaints.add("asks the network for " + request.url());
          }
        });
  }

  /** Console errors and warnings, errors of scripts, dialogs and requests that leave the file. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  Page page() {
    return page;
  }

  /** Opens a report, in English, and waits until its first scenario is shown. */
  Page open(Path report) {
    page.navigate(report.toUri().toString());
    shown();
    return page;
  }

  /** Shows a scenario of the report by its number, from 0, and waits until it is there. */
  void show(int number) {
    page.evaluate("n => { delete document.body.dataset.ready; return show(n); }", number);
    shown();
  }

  private void shown() {
    page.waitForFunction(
        "() => document.body.dataset.ready !== undefined"
            + " && document.querySelector('#charts .sheet[data-ready]') !== null");
  }

  String text(String selector) {
    return page.locator(selector).innerText();
  }

  /** A number that a script finds. */
  int number(String script) {
    return ((Number) page.evaluate(script)).intValue();
  }

  /** Texts that a script finds. */
  @SuppressWarnings("unchecked")
  List<String> texts(String script) {
    return (List<String>) page.evaluate(script);
  }

  @Override
  public void close() {
    context.close();
  }
}
