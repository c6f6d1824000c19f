package io.lvsim.app;

import java.util.Map;

/** A response; Content-Length is added when it is sent. Names as they are to be sent, in order. */
public record HttpResponse(int status, String reason, Map<String, String> headers, byte[] body) {}
