package io.lvsim.nic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Offers the backend of the profile jnetpcap. */
public final class JnetpcapProvider implements NicProvider {
  /** Where jnetpcap is told to find libpcap; by itself it looks only for a developer's link. */
  private static final String PROPERTY = "org.jnetpcap.libpcap.file";

  private static final List<String> PLACES =
      List.of(
          "/usr/lib/x86_64-linux-gnu/libpcap.so.0.8",
          "/usr/lib/aarch64-linux-gnu/libpcap.so.0.8",
          "/usr/lib64/libpcap.so.1",
          "/usr/lib/libpcap.so.1");

  /** For the ServiceLoader. */
  public JnetpcapProvider() {}

  @Override
  public Nic open(String name, NicOptions options) throws NicException {
    if (System.getProperty(PROPERTY) == null) {
      PLACES.stream()
          .filter(place -> Files.exists(Path.of(place)))
          .findFirst()
          .ifPresent(place -> System.setProperty(PROPERTY, place));
    }
    try {
      return JnetpcapNic.open(name, options);
    } catch (LinkageError | IllegalStateException e) {
      throw new BackendMissingException("jnetpcap finds no libpcap: " + e.getMessage());
    }
  }
}
