package io.lvsim.topology;

/**
 * An address on an interface.
 *
 * @param prefixLength 0 to 32
 * @param scope as InterfaceAddress.SCOPE_*
 * @param label the interface's name, or an alias such as {@code lo:0}
 */
public record AddressSpec(int address, int prefixLength, int scope, String label) {}
