/** The scenarios that come with the program. */
@org.jspecify.annotations.NullMarked
package io.lvsim.scenario.library;
