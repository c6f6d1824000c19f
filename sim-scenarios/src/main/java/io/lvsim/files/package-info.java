/** A machine's files: stored ones, and live ones such as /proc/sys. */
@org.jspecify.annotations.NullMarked
package io.lvsim.files;
