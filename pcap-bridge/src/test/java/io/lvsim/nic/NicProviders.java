package io.lvsim.nic;

import java.util.ServiceLoader;

/** Whether this build has the backend of the profile jnetpcap. */
final class NicProviders {
  private NicProviders() {}

  static boolean arePresent() {
    return ServiceLoader.load(NicProvider.class).findFirst().isPresent();
  }
}
