/** Reading scenario files: from bytes to a scenario, or to all that is wrong with it. */
@org.jspecify.annotations.NullMarked
package io.lvsim.scenario.file;
