/** What runs above the transports: web server, web client, load generator. */
@org.jspecify.annotations.NullMarked
package io.lvsim.app;
