package io.lvsim.app;

import java.util.Map;

/**
 * A request that has arrived at a server.
 *
 * @param version such as HTTP/1.1
 * @param headers names in lower case
 */
public record HttpRequest(
    String method,
    String target,
    String version,
    Map<String, String> headers,
    int localAddress,
    int localPort,
    int remoteAddress,
    int remotePort) {}
