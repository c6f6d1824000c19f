package io.lvsim.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of a replay. However many there are, only so many are known at one time, and
 * only the first ones are kept to be told of; all are counted.
 */
final class Conversations {
  /** How many are known at one time; of more, the one that was used longest ago is forgotten. */
  static final int KNOWN_MAX = 20_000;

  /** How many are kept. */
  static final int KEPT_MAX = 1_000;

  private final Map<Flow, Conversation> known = new LinkedHashMap<>(64, 0.75f, true);
  private final List<Conversation> kept = new ArrayList<>();
  private ReplayTotals forgotten = ReplayTotals.NONE;

  @Nullable Conversation of(Flow flow) {
    return known.get(flow);
  }

  /** One that begins; of the same flow, and when there are too many, another one ends. */
  void begin(Flow flow, Conversation fresh) {
    Conversation before = known.remove(flow);
    if (before != null) {
      forget(before);
    }
    known.put(flow, fresh);
    if (kept.size() < KEPT_MAX) {
      kept.add(fresh);
      fresh.keep();
    }
  }

  /**
   * Forgets one if there are too many.
   *
   * @param beforehand what is done with it before
   */
  void trim(Consumer<Conversation> beforehand) {
    if (known.size() > KNOWN_MAX) {
      Map.Entry<Flow, Conversation> oldest = known.entrySet().iterator().next();
      known.remove(oldest.getKey());
      beforehand.accept(oldest.getValue());
      forget(oldest.getValue());
    }
  }

  private void forget(Conversation conversation) {
    if (!conversation.isKept()) {
      forgotten = forgotten.with(conversation);
    }
  }

  List<Conversation> kept() {
    return List.copyOf(kept);
  }

  /** Of those that are not kept. */
  ReplayTotals others() {
    ReplayTotals sum = forgotten;
    for (Conversation each : known.values()) {
      sum = each.isKept() ? sum : sum.with(each);
    }
    return sum;
  }
}
