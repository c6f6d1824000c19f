package io.lvsim.live;

import io.lvsim.nic.Nic;
import io.lvsim.nic.NicException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The NICs of several workers on one interface, by which the kernel shares out what comes
 * (PACKET_FANOUT in packet(7)). It numbers them in the order in which they join, so all are opened
 * at once, in order, by the first worker; and when one is lost, all are given up and opened anew.
 * Thread-safe.
 */
public final class Fanout implements AutoCloseable {
  /** Opens the NICs of all workers. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens them, in the order of the workers.
     *
     * @param program says which one gets a frame
     * @throws NicException if they cannot be opened
     */
    List<Nic> open(int count, long[] program) throws NicException;
  }

  private final WorkerChoice choice;
  private final Opener opener;
  private final List<FanoutMember> members = new ArrayList<>();

  /** Opened, and not yet taken by their workers. */
  private final @Nullable Nic[] untaken;

  private int inUse;
  private volatile @Nullable String broken;

  /** One whose NICs are not open yet. */
  public Fanout(WorkerChoice choice, Opener opener) {
    this.choice = choice;
    this.opener = opener;
    untaken = new Nic[choice.workers()];
    for (int i = 0; i < choice.workers(); i++) {
      members.add(new FanoutMember(this, i));
    }
  }

  /** A worker's part in it, from 0. */
  public FanoutMember member(int number) {
    return members.get(number);
  }

  WorkerChoice choice() {
    return choice;
  }

  int size() {
    return members.size();
  }

  /** A worker's NIC. The first worker opens those of all; the others take theirs. */
  synchronized Nic open(int number) throws NicException {
    if (number == 0) {
      openAll();
    }
    Nic nic = untaken[number];
    if (broken != null || nic == null) {
      throw new NicException("the first worker has not opened the interface yet");
    }
    untaken[number] = null;
    inUse++;
    return nic;
  }

  private void openAll() throws NicException {
    if (inUse > 0) {
      throw new NicException("other workers have not given the interface up yet");
    }
    close();
    List<Nic> opened = opener.open(members.size(), choice.program());
    for (int i = 0; i < opened.size(); i++) {
      untaken[i] = opened.get(i);
    }
    broken = null;
  }

  /** A worker has closed its NIC, for a reason. */
  synchronized void gaveUp(String why) {
    inUse--;
    if (broken == null) {
      broken = why;
    }
  }

  /** Why all have to give their NICs up; null if they have not. */
  @Nullable String broken() {
    return broken;
  }

  /** Closes what no worker has taken. */
  @Override
  public synchronized void close() {
    for (Nic nic : untaken) {
      if (nic != null) {
        nic.close();
      }
    }
    Arrays.fill(untaken, null);
  }
}
