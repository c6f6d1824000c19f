package io.lvsim.report.format;

import io.lvsim.scenario.Position;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is judged: a step, or a check of a step.
 *
 * @param name unique within its suite and the same from run to run; one line, harmless to show
 * @param position where it is written
 * @param failure what is wrong; null unless it failed or is in error
 * @param reason why it was skipped; else empty
 * @param terminal what was typed and came back, harmless to show; may be empty
 * @param nanos how long it took in virtual time
 */
record Case(
    String name,
    Position position,
    Outcome outcome,
    @Nullable Failure failure,
    String reason,
    String terminal,
    long nanos) {}
