package io.packetframe.bpf;

import io.packetframe.spec.Bytes;
import io.packetframe.spec.ProgramSection;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is decided when an object is loaded, each by the name that the object has for it. A name
 * that it does not have is refused at the load. Each method returns new options.
 */
public final class LoadOptions {
  private static final Path PINS = Path.of("/sys/fs/bpf");

  // Written only while a copy is made, before anybody else has it.
  private String name = "";
  private Path pins = PINS;
  private Map<String, VariableValue> variables = Map.of();
  private Map<String, Integer> entries = Map.of();
  private Map<String, ProgramSection> sections = Map.of();
  private Map<String, Boolean> chosen = Map.of();
  private Map<String, AttachTarget> targets = Map.of();
  private Map<String, Path> reused = Map.of();
  private boolean statistics;

  private LoadOptions() {}

  private LoadOptions copy() {
    LoadOptions copy = new LoadOptions();
    copy.name = name;
    copy.pins = pins;
    copy.variables = variables;
    copy.entries = entries;
    copy.sections = sections;
    copy.chosen = chosen;
    copy.targets = targets;
    copy.reused = reused;
    copy.statistics = statistics;
    return copy;
  }

  /** Returns options that change nothing; pins by name go to {@code /sys/fs/bpf}. */
  public static LoadOptions defaults() {
    return new LoadOptions();
  }

  /** Names the object: its first 8 characters go before the names of its data maps. */
  public LoadOptions named(String name) {
    LoadOptions copy = copy();
    copy.name = name;
    return copy;
  }

  /** Says where maps are pinned that ask for it: an absolute path on a BPF file system. */
  public LoadOptions pinsIn(Path directory) {
    if (!directory.isAbsolute()) {
      throw new IllegalArgumentException("pins need an absolute path: " + directory);
    }
    LoadOptions copy = copy();
    copy.pins = directory;
    return copy;
  }

  /**
   * Sets a global integer: what is constant is known to the verifier, which leaves out code that
   * cannot be reached. Refused at the load if the variable has not 1, 2, 4 or 8 bytes, or too few.
   */
  public LoadOptions set(String variable, long value) {
    return withVariable(variable, new VariableValue.Whole(value));
  }

  /** Sets a global variable to bytes as the program reads them; refused if it has other many. */
  public LoadOptions set(String variable, byte[] value) {
    return withVariable(variable, new VariableValue.Raw(Bytes.copyOf(value)));
  }

  private LoadOptions withVariable(String variable, VariableValue value) {
    LoadOptions copy = copy();
    copy.variables = with(variables, variable, value);
    return copy;
  }

  /** Sizes a map: entries, or bytes for a ring buffer. */
  public LoadOptions entries(String map, int maxEntries) {
    LoadOptions copy = copy();
    copy.entries = with(entries, map, maxEntries);
    return copy;
  }

  /** Loads a program as if it stood in that section, e.g. {@code xdp}; it is loaded then. */
  public LoadOptions section(String program, String section) {
    LoadOptions copy = copy();
    copy.sections = with(sections, program, ProgramSection.of(section));
    return copy;
  }

  /** Loads a program, though its section's name says not to ({@code SEC("?xdp")}). */
  public LoadOptions with(String program) {
    return choose(program, true);
  }

  /** Leaves a program out; the maps that it uses are made. */
  public LoadOptions without(String program) {
    return choose(program, false);
  }

  private LoadOptions choose(String program, boolean loaded) {
    LoadOptions copy = copy();
    copy.chosen = with(chosen, program, loaded);
    return copy;
  }

  /** Says what a program is to be attached to, in place of what its section names. */
  public LoadOptions target(String program, AttachTarget target) {
    LoadOptions copy = copy();
    copy.targets = with(targets, program, target);
    return copy;
  }

  /** Has the kernel say what its verifier counted: {@link BpfObject#statistics}. */
  public LoadOptions withStatistics() {
    LoadOptions copy = copy();
    copy.statistics = true;
    return copy;
  }

  /**
   * Uses the map that is pinned there in place of a new one. Its type, sizes and flags must be
   * those of the object; it may have room for more entries, or fewer. The load fails where nothing
   * is pinned, and closes its descriptor with the object.
   */
  public LoadOptions reuse(String map, Path pin) {
    if (!pin.isAbsolute()) {
      throw new IllegalArgumentException("a pin needs an absolute path: " + pin);
    }
    LoadOptions copy = copy();
    copy.reused = with(reused, map, pin);
    return copy;
  }

  private static <V> Map<String, V> with(Map<String, V> old, String key, V value) {
    Map<String, V> copy = new HashMap<>(old);
    copy.put(key, value);
    return Map.copyOf(copy);
  }

  String name() {
    return name;
  }

  Path pins() {
    return pins;
  }

  Map<String, VariableValue> variables() {
    return variables;
  }

  Map<String, Integer> entries() {
    return entries;
  }

  Map<String, ProgramSection> sections() {
    return sections;
  }

  Map<String, Boolean> chosen() {
    return chosen;
  }

  Map<String, AttachTarget> targets() {
    return targets;
  }

  boolean statistics() {
    return statistics;
  }

  Map<String, Path> reused() {
    return reused;
  }

  Optional<ProgramSection> sectionOf(String program) {
    return Optional.ofNullable(sections.get(program));
  }
}
