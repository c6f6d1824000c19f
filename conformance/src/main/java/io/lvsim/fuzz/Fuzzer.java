package io.lvsim.fuzz;

import io.lvsim.compare.Agreement;
import io.lvsim.compare.RunComparison;
import io.lvsim.kernel.KernelException;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.file.FileSource;
import io.lvsim.scenario.file.ScenarioReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Compares random labs, many in one boot, and makes those that differ as small as it can. */
public final class Fuzzer {
  private static final int LABS_PER_BOOT = 25;
  private static final int MOST_ROUNDS = 8;

  private final RunComparison comparison;
  private final FileSource noFiles;
  private final long seed;

  /**
   * A lab on which the two runs differ.
   *
   * @param number which of the seed's labs
   * @param text the smallest scenario found that still shows a divergence
   */
  public record Finding(int number, String text, Agreement agreement) {}

  /** Someone who is told how it goes. */
  public interface Listener {
    /**
     * A lab was compared.
     *
     * @param looks 1, or 2 if it differed at the first look: a real kernel's timers run late at
     *     times, and what differs then does not differ again
     */
    void compared(int number, Agreement agreement, int looks);

    /** A lab that differs has been made small. */
    void found(Finding finding);
  }

  /**
   * @param noFiles where a scenario's own files would be: it has none
   */
  public Fuzzer(RunComparison comparison, FileSource noFiles, long seed) {
    this.comparison = comparison;
    this.noFiles = noFiles;
    this.seed = seed;
  }

  /** The scenario file of one of a seed's labs. */
  public static String textOf(long seed, int number) {
    return LabGenerator.draw(seed, number).text();
  }

  /** Compares the labs from {@code first} up to, not including, {@code end}. */
  public void run(int first, int end, Listener listener) throws KernelException {
    for (int from = first; from < end; from += LABS_PER_BOOT) {
      List<FuzzLab> labs = new ArrayList<>();
      for (int i = from; i < Math.min(end, from + LABS_PER_BOOT); i++) {
        labs.add(LabGenerator.draw(seed, i));
      }
      List<Agreement> agreements = compare(labs);
      List<Integer> differing = differing(agreements);
      List<Agreement> again = compare(differing.stream().map(labs::get).toList());
      for (int i = 0; i < differing.size(); i++) {
        agreements.set(differing.get(i), again.get(i));
      }
      for (int i = 0; i < labs.size(); i++) {
        listener.compared(from + i, agreements.get(i), differing.contains(i) ? 2 : 1);
      }
      for (int i = 0; i < labs.size(); i++) {
        if (!agreements.get(i).isWhole()) {
          listener.found(shrink(from + i, labs.get(i), agreements.get(i)));
        }
      }
    }
  }

  private static List<Integer> differing(List<Agreement> agreements) {
    List<Integer> differing = new ArrayList<>();
    for (int i = 0; i < agreements.size(); i++) {
      if (!agreements.get(i).isWhole()) {
        differing.add(i);
      }
    }
    return differing;
  }

  private List<Agreement> compare(List<FuzzLab> labs) throws KernelException {
    if (labs.isEmpty()) {
      return List.of();
    }
    List<Scenario> scenarios = new ArrayList<>();
    for (FuzzLab lab : labs) {
      scenarios.add(scenario(lab));
    }
    List<Agreement> agreements = new ArrayList<>();
    comparison.compare(scenarios, agreements::add);
    return agreements;
  }

  private Scenario scenario(FuzzLab lab) {
    try {
      byte[] text = lab.text().getBytes(StandardCharsets.UTF_8);
      return ScenarioReader.read(lab.name(), text, noFiles);
    } catch (ScenarioException e) {
      throw new IllegalStateException("a drawn lab is no scenario: " + e.getMessage(), e);
    }
  }

  /** Takes parts away, halves first, as long as a divergence is left. */
  private Finding shrink(int number, FuzzLab lab, Agreement agreement) throws KernelException {
    FuzzLab smallest = lab;
    Agreement its = agreement;
    int part = Math.max(1, lab.steps().size() / 2);
    for (int round = 0; round < MOST_ROUNDS && part > 0; round++) {
      List<FuzzLab> candidates = candidates(smallest, part);
      List<Agreement> agreements = compare(candidates);
      List<Integer> better = differing(agreements);
      if (better.isEmpty()) {
        part /= 2;
      } else {
        smallest = candidates.get(better.getFirst());
        its = agreements.get(better.getFirst());
        part = Math.min(part, Math.max(1, smallest.steps().size() / 2));
      }
    }
    return new Finding(number, smallest.text(), its);
  }

  private static List<FuzzLab> candidates(FuzzLab lab, int part) {
    List<FuzzLab> candidates = new ArrayList<>();
    for (int from = lab.steps().size() - part; from > -part; from -= part) {
      candidates.add(lab.without(Math.max(0, from), from + part));
    }
    if (!lab.directorSettings().isEmpty()) {
      candidates.add(lab.withoutSettings());
    }
    return candidates;
  }
}
