/** The arping command of iputils. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.net.arping;
