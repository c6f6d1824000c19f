package io.lvsim.daemon.ldirectord;

import org.jspecify.annotations.Nullable;

/**
 * A real server as configured.
 *
 * @param forward gate, masq or ipip
 * @param request null for the virtual service's
 * @param receive null for the virtual service's
 */
record RealConfig(
    String server,
    int port,
    String forward,
    String weight,
    @Nullable String request,
    @Nullable String receive,
    String lowerThreshold,
    String upperThreshold) {}
