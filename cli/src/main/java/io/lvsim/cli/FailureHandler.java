package io.lvsim.cli;

import io.lvsim.capture.CaptureFormatException;
import io.lvsim.kernel.KernelException;
import io.lvsim.nic.NicException;
import io.lvsim.report.VisibleText;
import io.lvsim.scenario.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What becomes of an exception that ends a command. */
final class FailureHandler implements IExecutionExceptionHandler {
  private final Surroundings surroundings;

  FailureHandler(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    surroundings.out().flush();
    return switch (e) {
      case ScenarioException wrong -> badInput(messageOf(wrong));
      case BadInput wrong -> badInput(messageOf(wrong));
      case KernelException wrong -> badInput(messageOf(wrong));
      case NicException wrong -> badInput(messageOf(wrong));
      case PlugException wrong -> badInput(messageOf(wrong));
      case UncheckedIOException failed -> badInput(told(failed.getCause()));
      case IOException failed -> badInput(told(failed));
      default ->
          new CrashReport(parsed.originalArgs().toArray(new String[0]), e).file(surroundings.err());
    };
  }

  private int badInput(String message) {
    surroundings.err().println(VisibleText.of(message));
    return ExitCode.BAD_INPUT;
  }

  static String messageOf(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), e.toString());
  }

  /** Exceptions of java.nio.file say the file's name and little else. */
  private static String told(@Nullable IOException e) {
    String message = e == null ? "" : messageOf(e);
    return switch (e) {
      case null -> message;
      case java.nio.file.NoSuchFileException gone -> message + ": there is no such file";
      case java.nio.file.AccessDeniedException denied -> message + ": permission denied";
      case java.nio.file.NotDirectoryException other -> message + ": not a directory";
      case java.nio.file.FileAlreadyExistsException other -> message + ": is there already";
      case CaptureFormatException wrong -> message;
      default -> "lvsim: input or output failed: " + message;
    };
  }
}
