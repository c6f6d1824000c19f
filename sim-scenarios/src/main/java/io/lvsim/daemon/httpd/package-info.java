/** The web server of a machine: pages from its files, a log of its requests. */
@org.jspecify.annotations.NullMarked
package io.lvsim.daemon.httpd;
