/** A run as a story: what happened in a lab, in order, so that it can be looked at afterwards. */
@org.jspecify.annotations.NullMarked
package io.lvsim.report.story;
