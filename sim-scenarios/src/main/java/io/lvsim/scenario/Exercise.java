package io.lvsim.scenario;

import java.util.List;

/**
 * What turns a scenario into a lesson.
 *
 * @param task what the learner is asked to do
 * @param start steps done before the learner comes
 * @param goal what must hold when the learner is done
 * @param hints shown one at a time
 */
public record Exercise(String task, List<Step> start, List<Check> goal, List<String> hints) {}
