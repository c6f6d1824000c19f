package io.lvsim.audit;

/**
 * A real server of a service, as the rules have it.
 *
 * @param address IPv4
 * @param port 0 for the packet's own
 * @param weight 0 takes no new connections
 * @param limited whether it has thresholds of connections
 */
public record AuditedServer(int address, int port, int weight, boolean limited) {}
