package io.lvsim.live;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Writes a program for the kernel's classic BPF machine (linux/filter.h), which has one accumulator
 * and jumps forward only. A load from behind a frame's end ends the program with 0.
 */
final class ClassicBpf {
  /** Where {@link #load16} finds the frame's EtherType (SKF_AD_OFF + SKF_AD_PROTOCOL). */
  static final int PROTOCOL = -0x1000;

  private static final int LOAD_32 = 0x20;
  private static final int LOAD_16 = 0x28;
  private static final int LOAD_8 = 0x30;
  private static final int MULTIPLY = 0x24;
  private static final int AND = 0x54;
  private static final int SHIFT_RIGHT = 0x74;
  private static final int JUMP = 0x05;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_ANY = 0x45;
  private static final int RETURN = 0x06;
  private static final int RETURN_ACCUMULATOR = 0x16;

  /** A label that is none: the next instruction. */
  private static final String NEXT = "";

  private record Instruction(int code, String ifSo, String ifNot, int value) {}

  private final List<Instruction> instructions = new ArrayList<>();
  private final TreeMap<String, Integer> labels = new TreeMap<>();

  void load32(int at) {
    add(LOAD_32, at);
  }

  void load16(int at) {
    add(LOAD_16, at);
  }

  void load8(int at) {
    add(LOAD_8, at);
  }

  void and(int value) {
    add(AND, value);
  }

  void multiply(int value) {
    add(MULTIPLY, value);
  }

  void shiftRight(int bits) {
    add(SHIFT_RIGHT, bits);
  }

  /** Goes to a label if the accumulator has a value. */
  void when(int value, String label) {
    instructions.add(new Instruction(JUMP_IF_EQUAL, label, NEXT, value));
  }

  /** Goes to a label if the accumulator has another value. */
  void unless(int value, String label) {
    instructions.add(new Instruction(JUMP_IF_EQUAL, NEXT, label, value));
  }

  /** Goes to a label if one of some bits is set in the accumulator. */
  void whenAnyOf(int bits, String label) {
    instructions.add(new Instruction(JUMP_IF_ANY, label, NEXT, bits));
  }

  void goTo(String label) {
    instructions.add(new Instruction(JUMP, label, NEXT, 0));
  }

  /** The next instruction is called so. */
  void label(String name) {
    labels.put(name, instructions.size());
  }

  /** Ends with what is in the accumulator. */
  void answer() {
    add(RETURN_ACCUMULATOR, 0);
  }

  /** Ends with a number. */
  void answer(int value) {
    add(RETURN, value);
  }

  private void add(int code, int value) {
    instructions.add(new Instruction(code, NEXT, NEXT, value));
  }

  /** The program: a {@code sock_filter} in each number. */
  long[] program() {
    long[] program = new long[instructions.size()];
    for (int i = 0; i < program.length; i++) {
      program[i] = encoded(i, instructions.get(i));
    }
    return program;
  }

  private long encoded(int index, Instruction instruction) {
    int ifSo = distance(index, instruction.ifSo());
    int ifNot = distance(index, instruction.ifNot());
    return instruction.code() == JUMP
        ? JUMP | (long) ifSo << 32
        : instruction.code() | ifSo << 16 | (long) ifNot << 24 | (long) instruction.value() << 32;
  }

  private int distance(int index, String label) {
    Integer target = label.equals(NEXT) ? Integer.valueOf(index + 1) : labels.get(label);
    if (target == null || target <= index || target - index > 0xFF) {
      throw new IllegalStateException("no way from " + index + " to " + label);
    }
    return target - index - 1;
  }
}
