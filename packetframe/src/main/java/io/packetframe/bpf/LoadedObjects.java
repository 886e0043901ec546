package io.packetframe.bpf;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What a load has made so far, closed in the opposite order: programs, maps, types. */
final class LoadedObjects implements AutoCloseable {
  private final Map<String, Program> programs = new LinkedHashMap<>();
  private final Map<String, VerifierStatistics> statistics = new LinkedHashMap<>();
  private final Map<String, BpfMap> maps = new LinkedHashMap<>();
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Deque<Runnable> closing = new ArrayDeque<>();
  private boolean closed;

  void add(String name, Program program, VerifierStatistics counted) {
    programs.put(name, program);
    statistics.put(name, counted);
    closing.push(program::close);
  }

  void add(String name, BpfMap map) {
    maps.put(name, map);
    closing.push(map::close);
  }

  void add(String name, Variable variable) {
    variables.put(name, variable);
  }

  /** Has something done at the close, before what was added earlier is closed. */
  void onClose(Runnable action) {
    closing.push(action);
  }

  Map<String, Program> programs() {
    return Collections.unmodifiableMap(programs);
  }

  Map<String, VerifierStatistics> statistics() {
    return Collections.unmodifiableMap(statistics);
  }

  Map<String, BpfMap> maps() {
    return Collections.unmodifiableMap(maps);
  }

  Map<String, Variable> variables() {
    return Collections.unmodifiableMap(variables);
  }

  Program program(String name) {
    return Objects.requireNonNull(programs.get(name), name);
  }

  BpfMap map(String name) {
    return Objects.requireNonNull(maps.get(name), name);
  }

  @Override
  public void close() {
    if (closed) {
      throw new IllegalStateException("the object is closed");
    }
    closed = true;
    closing.forEach(Runnable::run);
  }
}
