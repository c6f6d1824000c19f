package io.lvsim.ipvs.scheduler;

/** The packet that wants a real server, as far as schedulers look at it. */
public interface Request {
  int sourceAddress();

  /** 0 if the protocol has no ports. */
  int sourcePort();

  int destinationAddress();
}
