/** The lab's own server: says who it is, over TCP and UDP. */
@org.jspecify.annotations.NullMarked
package io.lvsim.daemon.whoami;
