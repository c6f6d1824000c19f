/** What CI systems read: JUnit XML, TAP, JSON, JSON Lines, SARIF, GitHub's commands, Markdown. */
@org.jspecify.annotations.NullMarked
package io.lvsim.report.format;
