package io.lvsim.netfilter;

/** One rule: what it matches, and the MARK it sets. The host helper fills this in. */
public final class MangleRule {}
