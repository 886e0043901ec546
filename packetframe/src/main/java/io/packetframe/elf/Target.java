package io.packetframe.elf;

/** What an instruction refers to, before its program is put together. */
sealed interface Target {
  record OfMap(String map) implements Target {}

  record OfVariable(String map, int offset) implements Target {}

  record OfCall(Function function) implements Target {}

  record OfAddress(Function function) implements Target {}

  record OfKernelAddress(String symbol) implements Target {}

  record OfKernelCall(String function) implements Target {}
}
