package io.lvsim.ipvs;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All bindings in use, each there once. Those that nothing refers to are kept for the next
 * connection and swept away when they are many.
 */
final class Bindings {
  private static final int MOST_UNUSED = 4096;

  private @Nullable Binding[] buckets = new Binding[64];
  private @Nullable Binding[] byNumber = new Binding[64];
  private int[] freeNumbers = new int[64];
  private int freeCount;
  private int numbers;
  private int size;
  private int unused;

  /** The binding of a virtual end to a server as it is now, with one reference more. */
  Binding take(int protocol, int address, int port, int serverPort, int mark, RealServer server) {
    Binding binding = find(protocol, address, port, serverPort, mark, server);
    if (binding == null) {
      binding = new Binding(protocol, address, port, serverPort, mark, server, server.method());
      add(binding);
    } else if (binding.references == 0) {
      unused--;
    }
    binding.references++;
    return binding;
  }

  /** Gives one reference back. */
  void release(Binding binding) {
    binding.references--;
    if (binding.references == 0) {
      unused++;
      if (unused > MOST_UNUSED && unused > size / 2) {
        sweep();
      }
    }
  }

  Binding get(int number) {
    Binding binding = byNumber[number];
    if (binding == null) {
      throw new IllegalStateException("no binding " + number);
    }
    return binding;
  }

  private @Nullable Binding find(
      int protocol, int address, int port, int serverPort, int mark, RealServer server) {
    Binding binding = buckets[hash(protocol, address, port) & buckets.length - 1];
    while (binding != null && !binding.equals(protocol, address, port, serverPort, mark, server)) {
      binding = binding.nextInBucket;
    }
    return binding;
  }

  private void add(Binding binding) {
    if (size >= buckets.length) {
      rehash(buckets.length * 2);
    }
    link(binding);
    binding.number = newNumber();
    byNumber[binding.number] = binding;
    size++;
  }

  private void link(Binding binding) {
    int bucket =
        hash(binding.protocol, binding.virtualAddress, binding.virtualPort) & buckets.length - 1;
    binding.nextInBucket = buckets[bucket];
    buckets[bucket] = binding;
  }

  private int newNumber() {
    if (freeCount > 0) {
      return freeNumbers[--freeCount];
    }
    if (numbers == byNumber.length) {
      byNumber = Arrays.copyOf(byNumber, numbers * 2);
    }
    return numbers++;
  }

  private void sweep() {
    for (int number = 0; number < numbers; number++) {
      Binding binding = byNumber[number];
      if (binding != null && binding.references == 0) {
        byNumber[number] = null;
        free(number);
        size--;
      }
    }
    unused = 0;
    rehash(buckets.length);
  }

  private void free(int number) {
    if (freeCount == freeNumbers.length) {
      freeNumbers = Arrays.copyOf(freeNumbers, freeCount * 2);
    }
    freeNumbers[freeCount++] = number;
  }

  private void rehash(int capacity) {
    buckets = new Binding[capacity];
    for (int number = 0; number < numbers; number++) {
      Binding binding = byNumber[number];
      if (binding != null) {
        link(binding);
      }
    }
  }

  private static int hash(int protocol, int address, int port) {
    int mixed = (address * 0x9E3779B1 ^ port * 0x85EBCA6B ^ protocol) * 0xC2B2AE35;
    return mixed ^ mixed >>> 15;
  }
}
