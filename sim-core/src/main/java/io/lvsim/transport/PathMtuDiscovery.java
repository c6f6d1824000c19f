package io.lvsim.transport;

/** Whether a socket's datagrams carry DF (IP_MTU_DISCOVER of ip(7)). */
public enum PathMtuDiscovery {
  /** Never; too long ones are cut. */
  DONT,
  /** Where they fit the path; longer ones are cut. */
  WANT,
  /** Always; longer ones are refused with EMSGSIZE. */
  DO
}
