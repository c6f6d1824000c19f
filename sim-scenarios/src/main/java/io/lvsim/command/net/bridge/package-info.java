/** Bridges as bridge-utils and iproute2 show them: brctl and bridge. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.net.bridge;
