/** The ping command of iputils. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.net.ping;
