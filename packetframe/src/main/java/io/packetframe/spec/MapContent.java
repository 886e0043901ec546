package io.packetframe.spec;

import java.util.List;

/** What a map holds before the first program runs. */
public sealed interface MapContent {
  /** Returns what almost every map starts with. */
  static MapContent nothing() {
    return new Nothing();
  }

  /** No entry; zeroes where entries always exist. */
  record Nothing() implements MapContent {}

  /**
   * Global variables: the value of entry 0.
   *
   * @param constant the loader freezes the map once it is filled
   */
  record Variables(Bytes bytes, boolean constant) implements MapContent {}

  /** Global variables that start as zero ({@code .bss}). */
  record ZeroVariables() implements MapContent {}

  /**
   * Maps in a map.
   *
   * @param template what the kernel checks each inner map against
   * @param slots maps of the same object to put in
   */
  record InnerMaps(MapSpec template, List<Slot> slots) implements MapContent {
    public InnerMaps {
      slots = List.copyOf(slots);
    }
  }

  /**
   * Programs to jump to, in a prog array.
   *
   * @param slots programs of the same object to put in
   */
  record Programs(List<Slot> slots) implements MapContent {
    public Programs {
      slots = List.copyOf(slots);
    }
  }

  /** One entry: the map or program of that name at that index. */
  record Slot(int index, String name) {}
}
