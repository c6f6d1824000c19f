package io.lvsim.report.format;

import io.lvsim.report.ResultsJson;
import io.lvsim.scenario.run.RunResult;
import java.io.StringWriter;
import java.util.List;

/** The same as the file results.json of an output directory. */
record ResultsFile(Pieces to) implements RunFormat {
  @Override
  public void finish(List<RunResult> results) {
    StringWriter text = new StringWriter();
    ResultsJson.write(results, text);
    to.write(text.toString());
  }
}
