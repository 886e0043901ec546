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

  private final String name;
  private final Path pins;
  private final Map<String, VariableValue> variables;
  private final Map<String, Integer> entries;
  private final Map<String, ProgramSection> sections;
  private final Map<String, Boolean> chosen;
  private final Map<String, AttachTarget> targets;
  private final Map<String, Path> reused;
  private final boolean statistics;

  private LoadOptions(
      String name,
      Path pins,
      Map<String, VariableValue> variables,
      Map<String, Integer> entries,
      Map<String, ProgramSection> sections,
      Map<String, Boolean> chosen,
      Map<String, AttachTarget> targets,
      Map<String, Path> reused,
      boolean statistics) {
    this.name = name;
    this.pins = pins;
    this.variables = variables;
    this.entries = entries;
    this.sections = sections;
    this.chosen = chosen;
    this.targets = targets;
    this.reused = reused;
    this.statistics = statistics;
  }

  /** Returns options that change nothing; pins by name go to {@code /sys/fs/bpf}. */
  public static LoadOptions defaults() {
    return new LoadOptions(
        "", PINS, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), false);
  }

  /** Names the object: its first 8 characters go before the names of its data maps. */
  public LoadOptions named(String name) {
    return new LoadOptions(
        name, pins, variables, entries, sections, chosen, targets, reused, statistics);
  }

  /** Says where maps are pinned that ask for it: an absolute path on a BPF file system. */
  public LoadOptions pinsIn(Path directory) {
    if (!directory.isAbsolute()) {
      throw new IllegalArgumentException("pins need an absolute path: " + directory);
    }
    return new LoadOptions(
        name, directory, variables, entries, sections, chosen, targets, reused, statistics);
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

  /** Sizes a map: entries, or bytes for a ring buffer. */
  public LoadOptions entries(String map, int maxEntries) {
    return new LoadOptions(
        name,
        pins,
        variables,
        with(entries, map, maxEntries),
        sections,
        chosen,
        targets,
        reused,
        statistics);
  }

  /** Loads a program as if it stood in that section, e.g. {@code xdp}; it is loaded then. */
  public LoadOptions section(String program, String section) {
    return new LoadOptions(
        name,
        pins,
        variables,
        entries,
        with(sections, program, ProgramSection.of(section)),
        chosen,
        targets,
        reused,
        statistics);
  }

  /** Loads a program, though its section's name says not to ({@code SEC("?xdp")}). */
  public LoadOptions with(String program) {
    return choose(program, true);
  }

  /** Leaves a program out; the maps that it uses are made. */
  public LoadOptions without(String program) {
    return choose(program, false);
  }

  /** Says what a program is to be attached to, in place of what its section names. */
  public LoadOptions target(String program, AttachTarget target) {
    return new LoadOptions(
        name,
        pins,
        variables,
        entries,
        sections,
        chosen,
        with(targets, program, target),
        reused,
        statistics);
  }

  /** Has the kernel say what its verifier counted: {@link BpfObject#statistics}. */
  public LoadOptions withStatistics() {
    return new LoadOptions(name, pins, variables, entries, sections, chosen, targets, reused, true);
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
    return new LoadOptions(
        name,
        pins,
        variables,
        entries,
        sections,
        chosen,
        targets,
        with(reused, map, pin),
        statistics);
  }

  private LoadOptions withVariable(String variable, VariableValue value) {
    return new LoadOptions(
        name,
        pins,
        with(variables, variable, value),
        entries,
        sections,
        chosen,
        targets,
        reused,
        statistics);
  }

  private LoadOptions choose(String program, boolean loaded) {
    return new LoadOptions(
        name,
        pins,
        variables,
        entries,
        sections,
        with(chosen, program, loaded),
        targets,
        reused,
        statistics);
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
