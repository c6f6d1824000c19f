package io.lvsim.topology;

import java.util.List;

/**
 * Who plays which part in LVS-DR: what a frame that went round the director is told by.
 *
 * @param vip the virtual address
 * @param directors names of the hosts that hand packets for the VIP on
 * @param realServers names of the hosts that serve them
 */
public record Roles(int vip, List<String> directors, List<String> realServers) {}
