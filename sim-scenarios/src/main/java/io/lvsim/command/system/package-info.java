/** systemctl and service. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.system;
