package io.lvsim.ipvs;

/**
 * How a virtual service works.
 *
 * @param scheduler its name, such as wrr
 * @param schedulerFlags bits as in ip_vs.h: SCHED1 0x8, SCHED2 0x10, SCHED3 0x20
 * @param persistentSeconds 0 for none
 * @param netmask of persistence, -1 (255.255.255.255) by default
 * @param onePacket -o
 * @param persistenceEngine --pe: sip, or empty; it does nothing in a service without persistence
 */
public record ServiceConfig(
    String scheduler,
    int schedulerFlags,
    int persistentSeconds,
    int netmask,
    boolean onePacket,
    String persistenceEngine) {
  /** The only persistence engine there is (ip_vs_pe_sip.c). */
  public static final String ENGINE_SIP = "sip";

  /** Without a persistence engine. */
  public ServiceConfig(
      String scheduler, int schedulerFlags, int persistentSeconds, int netmask, boolean onePacket) {
    this(scheduler, schedulerFlags, persistentSeconds, netmask, onePacket, "");
  }
}
