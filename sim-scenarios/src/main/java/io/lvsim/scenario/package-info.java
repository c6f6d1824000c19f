/** Scenario files: reading, checking, running, and the verdict. */
@org.jspecify.annotations.NullMarked
package io.lvsim.scenario;
