/** Patterns as shells and text tools write them: file name patterns, POSIX regular expressions. */
@org.jspecify.annotations.NullMarked
package io.lvsim.pattern;
