/** The sysctl command of procps 4. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.net.sysctl;
