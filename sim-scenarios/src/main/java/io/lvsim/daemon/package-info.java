/** What runs in the background of a machine: httpd, ldirectord. */
@org.jspecify.annotations.NullMarked
package io.lvsim.daemon;
