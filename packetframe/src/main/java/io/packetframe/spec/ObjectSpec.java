package io.packetframe.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that an object file holds.
 *
 * @param programs in the order of the file
 * @param maps of the map definitions, then of the global variables, each in the order of the file
 * @param license empty where the object has none
 * @param btf its types; empty where the object has none
 * @param externs what the running kernel defines
 * @param leftovers what the file holds and nobody uses
 */
public record ObjectSpec(
    List<ProgramSpec> programs,
    List<MapSpec> maps,
    String license,
    Optional<Btf> btf,
    List<Extern> externs,
    List<Leftover> leftovers) {
  /** A section that has no meaning for us, and why. */
  public record Leftover(String section, String why) {}

  public ObjectSpec {
    programs = List.copyOf(programs);
    maps = List.copyOf(maps);
    externs = List.copyOf(externs);
    leftovers = List.copyOf(leftovers);
    requireOwnNames("programs", programs.stream().map(ProgramSpec::name));
    requireOwnNames("maps", maps.stream().map(MapSpec::name));
    requireOwnNames("externs", externs.stream().map(Extern::name));
  }

  /** Makes an object that needs nothing of the kernel's. */
  public ObjectSpec(
      List<ProgramSpec> programs,
      List<MapSpec> maps,
      String license,
      Optional<Btf> btf,
      List<Leftover> leftovers) {
    this(programs, maps, license, btf, List.of(), leftovers);
  }

  private static void requireOwnNames(String what, Stream<String> names) {
    Set<String> seen = new HashSet<>();
    names.forEach(
        name -> {
          if (!seen.add(name)) {
            throw new IllegalArgumentException("two " + what + " of name " + name);
          }
        });
  }

  /** Returns the program of that name. */
  public Optional<ProgramSpec> program(String name) {
    return programs.stream().filter(program -> program.name().equals(name)).findFirst();
  }

  /** Returns the map of that name. */
  public Optional<MapSpec> map(String name) {
    return maps.stream().filter(map -> map.name().equals(name)).findFirst();
  }
}
