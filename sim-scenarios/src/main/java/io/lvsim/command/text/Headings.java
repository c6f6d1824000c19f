package io.lvsim.command.text;

import io.lvsim.shell.Invocation;

/** The lines that head and tail put above each file when there are several. */
final class Headings {
  private final Invocation call;
  private final boolean shown;
  private boolean first = true;

  Headings(Invocation call, Getopt.Given given) {
    this.call = call;
    this.shown = !given.has('q') && (given.has('v') || given.operands().size() > 1);
  }

  void show(String name) {
    if (shown) {
      String title = name.equals("-") ? "standard input" : name;
      call.out().print((first ? "" : "\n") + "==> " + title + " <==\n");
    }
    first = false;
  }
}
