package io.lvsim.ipvs;

import io.lvsim.engine.Event;
import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;
import io.lvsim.engine.Simulation;
import org.jspecify.annotations.Nullable;

/**
 * The defences against floods: drop_entry, drop_packet and secure_tcp, looked at every second
 * (update_defense_level). Modes: 0 off, 1 on when memory is short, 2 on for that reason, 3 on.
 */
final class Defense implements Event {
  private static final long PERIOD_NANOS = Nanos.seconds(1);

  /** Free memory in pages of 4 KiB: 1 GiB. Memory is short when amemthresh is above it. */
  private static final int AVAILABLE_PAGES = 262_144;

  private static final int OFF = 0;
  private static final int WATCHING = 1;
  private static final int TRIGGERED = 2;

  private final Simulation simulation;
  private final IpvsSysctls sysctls;
  private final ConnectionStates states;
  private final EntryDropping dropping;
  private boolean dropsEntries;
  private int dropRate;
  private int dropCounter;
  private boolean beating;

  Defense(
      Simulation simulation,
      IpvsSysctls sysctls,
      ConnectionStates states,
      Connections connections,
      Random random) {
    this.simulation = simulation;
    this.sysctls = sysctls;
    this.states = states;
    this.dropping = new EntryDropping(connections, random);
    sysctls.onDefenseChange(this::update);
  }

  /** Whether a packet that would begin a connection is to be dropped (ip_vs_todrop). */
  boolean dropsPacket() {
    if (dropRate == 0) {
      return false;
    }
    if (--dropCounter > 0) {
      return false;
    }
    dropCounter = dropRate;
    return true;
  }

  /** Called by the engine every second while a mode is not 0. */
  @Override
  public void fire(@Nullable Object payload, long number) {
    beating = false;
    update();
    if (dropsEntries) {
      dropping.dropSome();
    }
  }

  private void update() {
    boolean memoryIsShort = AVAILABLE_PAGES < sysctls.get(IpvsSetting.AMEMTHRESH);
    dropsEntries = acts(IpvsSetting.DROP_ENTRY, memoryIsShort);
    boolean dropsPackets = acts(IpvsSetting.DROP_PACKET, memoryIsShort);
    updateDropRate(dropsPackets);
    states.setSecureTcp(acts(IpvsSetting.SECURE_TCP, memoryIsShort));
    boolean anyMode =
        sysctls.isOn(IpvsSetting.DROP_ENTRY)
            || sysctls.isOn(IpvsSetting.DROP_PACKET)
            || sysctls.isOn(IpvsSetting.SECURE_TCP);
    if (anyMode && !beating) {
      beating = true;
      simulation.schedule(PERIOD_NANOS, this);
    }
  }

  /** Whether a defence acts now; the automatic modes flip between 1 and 2. */
  private boolean acts(IpvsSetting setting, boolean memoryIsShort) {
    int mode = sysctls.get(setting);
    if (mode == WATCHING || mode == TRIGGERED) {
      sysctls.put(setting, memoryIsShort ? TRIGGERED : WATCHING);
      return memoryIsShort;
    }
    return mode != OFF;
  }

  private void updateDropRate(boolean dropsPackets) {
    if (!dropsPackets) {
      dropRate = 0;
    } else if (sysctls.get(IpvsSetting.DROP_PACKET) == TRIGGERED) {
      int threshold = sysctls.get(IpvsSetting.AMEMTHRESH);
      dropRate = threshold / (threshold - AVAILABLE_PAGES);
      dropCounter = dropRate;
    } else {
      dropRate = sysctls.get(IpvsSetting.AM_DROPRATE);
    }
  }
}
