package io.lvsim.cli;

import io.lvsim.report.format.RunFormat;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that {@code --format} asks for, while it is written. */
final class FormatOutputs implements AutoCloseable {
  private final List<RunFormat> formats = new ArrayList<>();
  private final List<FormatFile> files = new ArrayList<>();

  /** Opens all files, so that what cannot be written is known before anything is run. */
  FormatOutputs(List<FormatTarget> targets, PrintStream out) throws IOException, BadInput {
    try {
      for (FormatTarget target : targets) {
        formats.add(open(target, out));
      }
    } catch (IOException | BadInput e) {
      close();
      throw e;
    }
  }

  private RunFormat open(FormatTarget target, PrintStream out) throws IOException, BadInput {
    Path name = target.file();
    if (name == null) {
      return target.kind().open(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }
    FormatFile file =
        FormatFile.open(name, target.kind().isFollowed(), System.getenv("GITHUB_STEP_SUMMARY"));
    files.add(file);
    return target.kind().open(file.writer());
  }

  /** Begins them all; they are to be told everything. */
  List<RunListener> begin() {
    formats.forEach(RunFormat::begin);
    return List.copyOf(formats);
  }

  /** Writes how the runs ended, and gives the files their names. */
  void finish(List<RunResult> results) throws IOException {
    formats.forEach(format -> format.finish(results));
    for (FormatFile file : files) {
      file.finish();
    }
  }

  @Override
  public void close() throws IOException {
    for (FormatFile file : files) {
      file.close();
    }
  }
}
