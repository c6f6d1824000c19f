package io.lvsim.host;

import io.lvsim.trace.SettingValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One directory of net.ipv4.conf: all, default, or an interface's (struct ipv4_devconf). Values are
 * plain ints in an array, so that the packet path reads them without a look-up by name.
 */
final class InterfaceSettings {
  private static final InterfaceSetting[] SETTINGS = InterfaceSetting.values();

  private final String name;
  private final @Nullable InterfaceSettings all;
  private final int[] values;
  private final boolean[] wasSet;

  private InterfaceSettings(
      String name, @Nullable InterfaceSettings all, int[] values, boolean[] wasSet) {
    this.name = name;
    this.all = all;
    this.values = values;
    this.wasSet = wasSet;
  }

  /** A directory at the kernel's initial values. */
  static InterfaceSettings initial(String name) {
    int[] values = new int[SETTINGS.length];
    for (InterfaceSetting setting : SETTINGS) {
      values[setting.ordinal()] = setting.initial;
    }
    return new InterfaceSettings(name, null, values, new boolean[SETTINGS.length]);
  }

  /** A new interface's directory: a copy of default (inetdev_init). */
  static InterfaceSettings copyOf(
      InterfaceSettings dflt, String interfaceName, InterfaceSettings all) {
    int[] values = Arrays.copyOf(dflt.values, SETTINGS.length);
    return new InterfaceSettings(
        interfaceName, all, values, Arrays.copyOf(dflt.wasSet, SETTINGS.length));
  }

  /** The same directory of another namespace, at the values of now; only for all and default. */
  InterfaceSettings copy() {
    return new InterfaceSettings(name, null, values.clone(), wasSet.clone());
  }

  /** The value in this directory alone. */
  int own(InterfaceSetting setting) {
    return values[setting.ordinal()];
  }

  /** A program wrote a value; from now on default does not change it any more. */
  void write(InterfaceSetting setting, int value) {
    values[setting.ordinal()] = value;
    wasSet[setting.ordinal()] = true;
  }

  /** The kernel itself changes a value (ip_forward does that to forwarding). */
  void impose(InterfaceSetting setting, int value) {
    values[setting.ordinal()] = value;
  }

  /** A value of default was written: take it unless this one was ever set. */
  void inherit(InterfaceSetting setting, int value) {
    if (!wasSet[setting.ordinal()]) {
      values[setting.ordinal()] = value;
    }
  }

  /** An address was configured: all values count as set (ipv4_devconf_setall). */
  void keepAll() {
    Arrays.fill(wasSet, true);
  }

  /** What counts for this interface, conf.all considered. */
  int effective(InterfaceSetting setting) {
    int own = own(setting);
    if (all == null) {
      return own;
    }
    return switch (setting.combination) {
      case MAXIMUM -> Math.max(all.own(setting), own);
      case ALL_OR_OWN -> all.own(setting) != 0 || own != 0 ? 1 : 0;
      case ALL_AND_OWN -> all.own(setting) != 0 && own != 0 ? 1 : 0;
      case OWN -> own;
    };
  }

  /** Whether what counts is not 0. */
  boolean isOn(InterfaceSetting setting) {
    return effective(setting) != 0;
  }

  /**
   * IN_DEV_RX_REDIRECTS: with forwarding on both all and the interface must accept, with forwarding
   * off either.
   */
  boolean acceptsRedirects() {
    int own = own(InterfaceSetting.ACCEPT_REDIRECTS);
    int everywhere = all == null ? own : all.own(InterfaceSetting.ACCEPT_REDIRECTS);
    boolean forwarding = own(InterfaceSetting.FORWARDING) != 0;
    return forwarding ? own != 0 && everywhere != 0 : own != 0 || everywhere != 0;
  }

  /** The setting with the values that it was made of, for a decision's reason. */
  SettingValue told(InterfaceSetting setting) {
    int everywhere = all == null ? 0 : all.own(setting);
    return new SettingValue(
        setting.key, setting.combination.rule, everywhere, name, own(setting), effective(setting));
  }
}
