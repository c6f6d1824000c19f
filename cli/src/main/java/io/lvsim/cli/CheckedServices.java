package io.lvsim.cli;

import io.lvsim.wire.Ipv4Address;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What has to be known of ldirectord's services before ldirectord runs.
 *
 * @param addresses virtual ones, in order
 * @param netmask what all netmasks of persistence have in common; -1 if there are none
 */
record CheckedServices(TreeSet<Integer> addresses, int netmask) {
  private static final Pattern VIRTUAL = Pattern.compile("(?m)^virtual\\s*=\\s*([0-9.]+):");
  private static final Pattern NETMASK = Pattern.compile("(?m)^\\s*netmask\\s*=\\s*([0-9.]+)");

  /** Those of a configuration (ldirectord.cf); ldirectord itself says what is wrong with it. */
  static CheckedServices of(String configuration) {
    TreeSet<Integer> addresses = new TreeSet<>(Integer::compareUnsigned);
    Matcher line = VIRTUAL.matcher(configuration);
    while (line.find()) {
      if (Ipv4Address.isValid(line.group(1))) {
        addresses.add(Ipv4Address.parse(line.group(1)));
      }
    }
    return new CheckedServices(addresses, netmask(configuration));
  }

  private static int netmask(String configuration) {
    int common = -1;
    Matcher line = NETMASK.matcher(configuration);
    while (line.find()) {
      if (Ipv4Address.isValid(line.group(1))) {
        common &= Ipv4Address.parse(line.group(1));
      }
    }
    return common;
  }
}
