package io.lvsim.nic;

/**
 * What a NIC has counted since it was opened.
 *
 * @param received frames that were handed over
 * @param dropped frames that came and were lost because nobody took them in time
 * @param sent frames that the kernel took
 * @param unsent frames that it did not take
 */
public record NicStatistics(long received, long dropped, long sent, long unsent) {}
