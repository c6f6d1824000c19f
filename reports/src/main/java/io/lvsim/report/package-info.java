/** What a run becomes for people and machines: text, JSON. */
@org.jspecify.annotations.NullMarked
package io.lvsim.report;
