package io.lvsim.host;

import io.lvsim.engine.Event;
import io.lvsim.link.FrameReceiver;
import io.lvsim.link.LentFrame;
import io.lvsim.link.Port;
import io.lvsim.link.Tap;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4Address;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network interface of a host: its MAC, its addresses, its counters. */
public final class Interface implements FrameReceiver {
  /** What is behind an interface. */
  enum Kind {
    LOOPBACK,
    WIRE,
    DUMMY,
    VETH,
    BRIDGE
  }

  private final Host host;
  private String name;
  private final int index;
  private final Kind kind;
  private final @Nullable Port port;
  private final AddressList addresses = new AddressList();
  private final @Nullable Bridge bridge;
  private final InterfaceSettings settings;
  private final NeighborSettings neighborSettings;
  private final Event loop;
  private final MulticastGroups groups;
  private FrameListener[] listeners = {};
  private Tap[] taps = {};
  private long mac;
  private int mtu;
  private boolean up;
  private boolean arp;
  private boolean wasUp;
  private boolean carrierSeen;
  private @Nullable Bridge master;
  private @Nullable Interface peer;
  private @Nullable LentFrame lent;
  private long receivedFrames;
  private long receivedBytes;
  private long sentFrames;
  private long sentBytes;

  Interface(
      Host host,
      String name,
      int index,
      Kind kind,
      long mac,
      @Nullable Port port,
      InterfaceSettings settings,
      NeighborSettings neighborSettings) {
    this.host = host;
    this.name = name;
    this.index = index;
    this.kind = kind;
    this.mac = mac;
    this.port = port;
    this.settings = settings;
    this.neighborSettings = neighborSettings;
    mtu = kind == Kind.LOOPBACK ? 65_536 : 1_500;
    arp = kind == Kind.WIRE || kind == Kind.VETH || kind == Kind.BRIDGE;
    bridge = kind == Kind.BRIDGE ? new Bridge(this) : null;
    loop = (frame, _) -> loopBack(frame);
    groups = new MulticastGroups(this);
  }

  public Host host() {
    return host;
  }

  public String name() {
    return name;
  }

  /** From 1 (lo). */
  public int index() {
    return index;
  }

  public long mac() {
    return mac;
  }

  /** Changes the MAC; with arp_notify a gratuitous ARP follows. */
  public void setMac(long newMac) {
    if (bridge != null) {
      bridge.macSet();
    }
    takeMac(newMac);
    if (master != null) {
      master.recalculateMac();
    }
  }

  void takeMac(long newMac) {
    if (mac == newMac) {
      return;
    }
    mac = newMac;
    host.neighbors().forget(this, true);
    if (up) {
      host.arp().announce(this, "the MAC changed");
    }
  }

  public int mtu() {
    return mtu;
  }

  public void setMtu(int newMtu) {
    mtu = newMtu;
    host.changed();
  }

  /** Administratively up (IFF_UP). */
  public boolean isUp() {
    return up;
  }

  /**
   * As ip link set up/down: routes come and go with it. What arp_notify makes it say at this moment
   * is lost, since the other end of the cable has no carrier yet.
   */
  public void setUp(boolean nowUp) {
    if (up == nowUp) {
      return;
    }
    up = nowUp;
    wasUp |= nowUp;
    host.changed();
    if (nowUp) {
      host.cameUp(this);
    } else {
      host.wentDown(this);
    }
    if (port != null) {
      port.setEnabled(nowUp);
    }
    if (master != null) {
      master.portChanged(this);
    }
  }

  /** Whether it was ever up since it was made, so that it has a queueing discipline. */
  public boolean wasUp() {
    return wasUp;
  }

  /**
   * Whether the cable has a carrier (IFF_LOWER_UP); a veth needs both ends up, a bridge a port that
   * has one; always for lo and dummy.
   */
  public boolean carrier() {
    if (bridge != null) {
      return bridge.hasCarrier();
    }
    if (kind == Kind.VETH && !up) {
      return false;
    }
    return port == null || port.carrier();
  }

  /** IFF_NOARP is set or clear. */
  public boolean arpEnabled() {
    return arp;
  }

  public void setArpEnabled(boolean on) {
    if (arp != on && kind != Kind.LOOPBACK) {
      arp = on;
      host.neighbors().forget(this, true);
    }
  }

  Kind kind() {
    return kind;
  }

  public boolean isLoopback() {
    return kind == Kind.LOOPBACK;
  }

  public boolean isDummy() {
    return kind == Kind.DUMMY;
  }

  /** Whether a NIC is behind it, not something that the kernel made. */
  public boolean isNic() {
    return kind == Kind.WIRE;
  }

  /** Whether it is one end of a veth pair. */
  public boolean isVeth() {
    return kind == Kind.VETH;
  }

  /** The bridge that it is, or null. */
  public @Nullable Bridge bridge() {
    return bridge;
  }

  /** The bridge that it is a port of, or null. A port does no IP itself. */
  public @Nullable Bridge master() {
    return master;
  }

  void setMaster(@Nullable Bridge newMaster) {
    master = newMaster;
  }

  /** The other end of its veth pair; null if it is none. */
  public @Nullable Interface peer() {
    return peer;
  }

  void setPeer(@Nullable Interface other) {
    peer = other;
  }

  void setName(String newName) {
    name = newName;
    if (port != null) {
      port.moveTo(host.name(), newName);
    }
  }

  /** The port behind it; null for lo, dummy and bridge. */
  public @Nullable Port port() {
    return port;
  }

  /** In the kernel's list order. */
  public List<InterfaceAddress> addresses() {
    return List.copyOf(addresses.view());
  }

  /**
   * As ip addr add (inet_insert_ifa): local and connected routes follow; secondary is computed.
   *
   * @throws HostException EEXIST if the same address and prefix is there already
   */
  public void addAddress(int local, int prefixLength, int broadcast, int scope, String label)
      throws HostException {
    settings.keepAll();
    neighborSettings.keepAll();
    InterfaceAddress wanted =
        new InterfaceAddress(local, prefixLength, broadcast, scope, false, label);
    host.addressAdded(this, addresses.insert(wanted));
  }

  /**
   * As ip addr del.
   *
   * @throws HostException EADDRNOTAVAIL if there is no such address
   */
  public void removeAddress(int local, int prefixLength) throws HostException {
    InterfaceAddress gone = addresses.find(local, prefixLength);
    if (gone == null) {
      throw new HostException(Errno.EADDRNOTAVAIL);
    }
    boolean promote = settings.isOn(InterfaceSetting.PROMOTE_SECONDARIES);
    host.addressesRemoved(this, addresses.remove(gone, promote));
  }

  /** Starts to listen to a multicast group; the first who does makes the host report it. */
  public void joinGroup(int group) {
    groups.join(group);
  }

  /** Stops listening to a group, as often as it was joined. */
  public void leaveGroup(int group) {
    groups.leave(group);
  }

  /** Whether packets to a multicast group that come in here are for this host. */
  public boolean isInGroup(int group) {
    return groups.has(group);
  }

  /**
   * The address that a program speaks with which is bound to this interface and has not chosen one
   * (inet_select_addr): 0 if there is none.
   *
   * @param scope the widest that will do, such as {@link InterfaceAddress#SCOPE_LINK}
   */
  public int sourceAddress(int scope) {
    return SourceSelection.select(host, this, 0, scope);
  }

  public long receivedFrames() {
    return receivedFrames;
  }

  public long receivedBytes() {
    return receivedBytes;
  }

  public long sentFrames() {
    return sentFrames;
  }

  public long sentBytes() {
    return sentBytes;
  }

  /** Sends a whole frame as a raw (AF_PACKET) socket would: arping, GARP tools. */
  public void sendRaw(byte[] frame) {
    send(frame);
  }

  /** Adds someone who sees every frame that comes in from now on. */
  public void addFrameListener(FrameListener listener) {
    listeners = Arrays.copyOf(listeners, listeners.length + 1);
    listeners[listeners.length - 1] = listener;
  }

  /** Takes a listener away; does nothing if it is not there. */
  public void removeFrameListener(FrameListener listener) {
    listeners =
        List.of(listeners).stream()
            .filter(present -> present != listener)
            .toArray(FrameListener[]::new);
  }

  /** Adds someone who sees every frame in both directions, on lo and dummy interfaces too. */
  public void addTap(Tap tap) {
    if (port != null) {
      port.addTap(tap);
      return;
    }
    taps = Arrays.copyOf(taps, taps.length + 1);
    taps[taps.length - 1] = tap;
  }

  /** Takes a tap away; does nothing if it is not there. */
  public void removeTap(Tap tap) {
    if (port != null) {
      port.removeTap(tap);
      return;
    }
    taps = List.of(taps).stream().filter(present -> present != tap).toArray(Tap[]::new);
  }

  /** A frame has come in; whatever it holds, this never throws. */
  @Override
  public void receive(byte[] frame) {
    if (!up || !host.isOn() || frame.length < Ethernet.HEADER) {
      return;
    }
    receivedFrames++;
    receivedBytes += frame.length;
    for (FrameListener listener : listeners) {
      listener.received(this, frame);
    }
    if (master != null) {
      master.receive(this, frame);
      return;
    }
    receiveAs(frame, LinkDestination.of(frame, mac));
  }

  /**
   * A frame has come in that its wire has lent. Packets to this host take the short way; all else
   * is copied.
   */
  @Override
  public void receive(LentFrame frame) {
    boolean shown = listeners.length > 0 || master != null;
    if (!up || !host.isOn() || shown || !PacketHead.isPacketTo(mac, frame)) {
      receive(frame.copy());
      return;
    }
    receivedFrames++;
    receivedBytes += frame.length();
    lent = frame;
    host.ipv4().receive(frame, this);
    lent = null;
  }

  /** Whether a frame that was lent would go out here at once, by the wire that lent it. */
  boolean canSendOn(LentFrame frame) {
    return frame == lent && up && host.isOn() && port != null && port.sendsUnwatched();
  }

  /** Lets a frame that was lent go on, now so many bytes long. */
  void sendOn(LentFrame frame, int length) {
    sentFrames++;
    sentBytes += length;
    frame.sendOn(length);
  }

  /** The bridge hands a frame up to its host: it counts here, and taps see it. */
  void receiveFromBridge(byte[] frame) {
    receivedFrames++;
    receivedBytes += frame.length;
    for (Tap tap : taps) {
      tap.frame(false, frame);
    }
    for (FrameListener listener : listeners) {
      listener.received(this, frame);
    }
    LinkDestination to = LinkDestination.of(frame, mac);
    receiveAs(frame, to == LinkDestination.OTHER_HOST ? LinkDestination.HOST : to);
  }

  private void receiveAs(byte[] frame, LinkDestination to) {
    switch (Ethernet.type(frame)) {
      case Ethernet.TYPE_IPV4 -> host.ipv4().receive(frame, this, to);
      case Ethernet.TYPE_ARP -> host.arp().receive(frame, this, to);
      default -> {}
    }
  }

  @Override
  public void carrierChanged(boolean nowUp) {
    if (master != null) {
      master.portChanged(this);
    }
    if (!nowUp && settings.isOn(InterfaceSetting.ARP_EVICT_NOCARRIER)) {
      host.neighbors().forget(this, false);
    }
  }

  /** A port of this bridge has changed. */
  void carrierMayHaveChanged() {
    if (carrierSeen != carrier()) {
      carrierSeen = carrier();
      carrierChanged(carrierSeen);
    }
  }

  /** Sends a frame, which nobody may change afterwards. */
  void send(byte[] frame) {
    if (!up || !host.isOn()) {
      return;
    }
    sentFrames++;
    sentBytes += frame.length;
    if (port != null) {
      port.send(frame);
      return;
    }
    for (Tap tap : taps) {
      tap.frame(true, frame);
    }
    if (bridge != null) {
      bridge.send(frame);
    } else if (kind == Kind.LOOPBACK) {
      host.simulation().schedule(0, loop, frame, 0);
    }
  }

  MulticastGroups groups() {
    return groups;
  }

  InterfaceSettings settings() {
    return settings;
  }

  NeighborSettings neighborSettings() {
    return neighborSettings;
  }

  AddressList addressList() {
    return addresses;
  }

  /** What was sent out of lo comes in by lo. */
  private void loopBack(@Nullable Object payload) {
    if (!(payload instanceof byte[] frame) || !up || !host.isOn()) {
      return;
    }
    receivedFrames++;
    receivedBytes += frame.length;
    for (FrameListener listener : listeners) {
      listener.received(this, frame);
    }
    if (!host.trace().hasListeners()) {
      host.ipv4().receiveOwn(frame, this);
      return;
    }
    host.trace().received(host.name(), name, frame);
    host.ipv4().receiveOwn(frame, this);
    host.trace().handled(host.name());
  }

  @Override
  public String toString() {
    return host.name() + "." + name + (addresses.isEmpty() ? "" : " " + firstAddress());
  }

  private String firstAddress() {
    return Ipv4Address.format(addresses.get(0).local());
  }
}
