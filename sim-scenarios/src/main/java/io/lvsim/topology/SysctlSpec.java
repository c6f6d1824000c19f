package io.lvsim.topology;

/** A kernel parameter that is written at boot, with dots as in sysctl.conf. */
public record SysctlSpec(String key, String value) {}
