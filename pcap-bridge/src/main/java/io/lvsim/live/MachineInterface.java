package io.lvsim.live;

import io.lvsim.wire.Bytes;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What this machine's kernel says of one of its interfaces.
 *
 * @param mac 0 if it has none
 * @param mtu in bytes
 * @param up whether it is up and has a carrier
 * @param addresses its IPv4 addresses
 */
public record MachineInterface(
    String name, long mac, int mtu, boolean up, List<Address> addresses) {
  /** An IPv4 address and the length of its prefix. */
  public record Address(int address, int prefixLength) {}

  /** Asks about an interface; null if there is none of that name. */
  public static @Nullable MachineInterface named(String name) {
    try {
      NetworkInterface found = NetworkInterface.getByName(name);
      return found == null ? null : of(found);
    } catch (SocketException e) {
      return null; // it went away while it was asked about
    }
  }

  /** All of this machine. */
  public static List<MachineInterface> all() {
    List<MachineInterface> all = new ArrayList<>();
    try (Stream<NetworkInterface> found = NetworkInterface.networkInterfaces()) {
      for (NetworkInterface each : found.toList()) {
        all.add(of(each));
      }
    } catch (SocketException e) {
      return all; // this machine has none that can be read
    }
    return all;
  }

  /** Whether an interface is there, up, and has a carrier. */
  public static boolean isUp(String name) {
    MachineInterface found = named(name);
    return found != null && found.up();
  }

  private static MachineInterface of(NetworkInterface nic) throws SocketException {
    List<Address> addresses = new ArrayList<>();
    for (InterfaceAddress address : nic.getInterfaceAddresses()) {
      if (address.getAddress() instanceof Inet4Address ipv4) {
        int value = Bytes.i32(ipv4.getAddress(), 0);
        addresses.add(new Address(value, address.getNetworkPrefixLength()));
      }
    }
    return new MachineInterface(
        nic.getName(), macOf(nic), nic.getMTU(), nic.isUp(), List.copyOf(addresses));
  }

  private static long macOf(NetworkInterface nic) throws SocketException {
    byte[] mac = nic.getHardwareAddress();
    return mac == null || mac.length != 6 ? 0 : Bytes.u48(mac, 0);
  }
}
