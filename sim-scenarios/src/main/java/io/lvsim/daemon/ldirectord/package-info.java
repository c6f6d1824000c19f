/** ldirectord: its configuration, its checks, and what it does to the table of a director. */
@org.jspecify.annotations.NullMarked
package io.lvsim.daemon.ldirectord;
