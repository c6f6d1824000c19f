package io.lvsim.scenario.run;

/** Tells whether an address is a director's. */
public interface Directors {
  /** Whether it is the MAC address of a director's NIC. */
  boolean haveMac(long mac);

  /** Whether it is an IPv4 address of a director. */
  boolean haveAddress(int address);
}
