package io.lvsim.report.story;

import io.lvsim.scenario.run.Verdict;
import java.util.List;

/**
 * One scenario's run, whole.
 *
 * @param file where the scenario was read from, as the user named it
 * @param epochNanos the wall-clock time of the lab's beginning, in nanoseconds since 1970
 * @param place which scenario of its run it was, from 1; 0 if that is not known
 * @param runner simulator, or kernel
 * @param error why it could not be run to its end; empty if it could
 * @param nodes in the order of the topology
 * @param frames by number: the first has number 1
 * @param framesInAll how many frames were sent, also those beyond what is kept
 * @param happenings in order
 */
public record Story(
    String name,
    String file,
    String description,
    int place,
    long seed,
    long epochNanos,
    String runner,
    Verdict verdict,
    String error,
    long virtualNanos,
    List<StoryNode> nodes,
    List<StoryFrame> frames,
    int framesInAll,
    List<Happening> happenings,
    List<StoryStep> steps) {}
