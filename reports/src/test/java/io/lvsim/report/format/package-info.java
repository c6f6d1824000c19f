@org.jspecify.annotations.NullMarked
package io.lvsim.report.format;
