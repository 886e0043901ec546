package io.packetframe.bpf;

/**
 * Where a global variable of an object lies.
 *
 * @param map that holds its section
 * @param offset in the map's one value
 * @param size bytes
 */
record GlobalVariable(String name, String map, int offset, int size) {
  @Override
  public String toString() {
    return "variable " + name + " in " + map;
  }
}
