package io.lvsim.compare;

import java.util.List;

/**
 * How far two runs of a scenario agree.
 *
 * @param lines transcript lines that were compared
 * @param frames frames that were compared, those of the run that has more
 * @param states entries of neighbour caches, switch tables, services and connections compared
 */
public record Agreement(
    String scenario, long lines, long frames, long states, List<Divergence> divergences) {
  /** Whether nothing differs. */
  public boolean isWhole() {
    return divergences.isEmpty();
  }
}
