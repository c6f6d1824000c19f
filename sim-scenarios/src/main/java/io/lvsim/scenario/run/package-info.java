/** Running scenarios: step by step, with a transcript, a verdict and the decisions behind it. */
@org.jspecify.annotations.NullMarked
package io.lvsim.scenario.run;
