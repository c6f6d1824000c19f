/** Programs that move bytes between sockets and files: socat and nc. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.socket;
