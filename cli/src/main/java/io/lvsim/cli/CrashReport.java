package io.lvsim.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A fault of the program itself: the details go to a file, one line to the user. */
final class CrashReport {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

  private final String[] args;
  private final Throwable fault;
  private final Path directory;

  /** One that goes to the working directory. */
  CrashReport(String[] args, Throwable fault) {
    this(args, fault, Path.of(""));
  }

  CrashReport(String[] args, Throwable fault, Path directory) {
    this.args = args;
    this.fault = fault;
    this.directory = directory;
  }

  /** Writes the report and says where it is; returns the exit status. */
  int file(PrintStream err) {
    Path file = write();
    if (file == null) {
      err.println("lvsim: a fault of lvsim itself: " + fault);
      fault.printStackTrace(err);
    } else {
      err.println("lvsim: a fault of lvsim itself, please report it with " + file + ": " + fault);
    }
    return ExitCode.INTERNAL_ERROR;
  }

  /** In the directory, or else where temporary files go; null if neither can be. */
  private @Nullable Path write() {
    String name = "lvsim-crash-" + LocalDateTime.now().format(STAMP) + ".txt";
    Path otherwise = Path.of(System.getProperty("java.io.tmpdir", ""));
    for (Path place : new Path[] {directory, otherwise}) {
      try {
        return Files.writeString(place.resolve(name), text());
      } catch (IOException e) {
        fault.addSuppressed(e);
      }
    }
    return null;
  }

  private String text() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println("lvsim " + Version.text());
    out.println("Java " + Runtime.version() + " on " + System.getProperty("os.name"));
    out.println("lvsim " + String.join(" ", args));
    out.println();
    fault.printStackTrace(out);
    out.flush();
    return text.toString();
  }
}
