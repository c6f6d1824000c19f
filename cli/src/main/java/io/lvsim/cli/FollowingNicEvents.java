package io.lvsim.cli;

import io.lvsim.live.NicEvents;
import io.lvsim.nic.Nic;
import java.util.function.Consumer;

/**
 * What happens to the NIC of a worker that is not the first: the same happens to the first one's,
 * which says so. Only what is said of frames may be seen here alone.
 */
final class FollowingNicEvents implements NicEvents {
  private final LiveDirector director;
  private final Consumer<Consumer<NicEvents>> toFirst;

  /**
   * @param toFirst lets the first worker say something
   */
  FollowingNicEvents(LiveDirector director, Consumer<Consumer<NicEvents>> toFirst) {
    this.director = director;
    this.toFirst = toFirst;
  }

  @Override
  public void lost(String why) {}

  @Override
  public void back(Nic nic) {
    director.nic().setMac(nic.mac());
  }

  @Override
  public void linkChanged(boolean up) {}

  @Override
  public void oversized(int bytes) {
    toFirst.accept(first -> first.oversized(bytes));
  }

  @Override
  public void unfinishedChecksum() {
    toFirst.accept(NicEvents::unfinishedChecksum);
  }
}
