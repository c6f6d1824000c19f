package io.lvsim.app;

import java.util.Map;

/** A request: header names in lower case. */
public record HttpRequest(
    String method,
    String target,
    String version,
    Map<String, String> headers,
    int localAddress,
    int localPort,
    int remoteAddress,
    int remotePort) {}
