package io.packetframe.elf;

import io.packetframe.btf.BtfException;
import io.packetframe.btf.BtfParser;
import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;
import io.packetframe.btf.StringTable;
import io.packetframe.spec.Btf;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.ObjectName;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bytes of an object file to what they define. */
public final class ObjectFile {
  private static final String TYPES = ".BTF";

  private final ElfFile file;
  private final @Nullable Btf btf;
  private final BtfExtension extension;

  private ObjectFile(ElfFile file) throws ObjectException {
    this.file = file;
    Optional<Section> types = file.sections().named(TYPES);
    if (types.isPresent()) {
      ByteView view = types.get().content().as(BtfException::new, TYPES);
      StringTable strings = BtfParser.strings(view);
      this.btf = BtfLayout.complete(file, BtfParser.parse(view, strings), view);
      this.extension = extension(file, btf, strings);
    } else {
      this.btf = null;
      this.extension = BtfExtension.empty();
    }
  }

  /**
   * Parses an object for the BPF machine, as clang makes it.
   *
   * @throws ObjectException if it is not one, or holds what we do not support
   */
  public static ObjectSpec parse(byte[] bytes) throws ObjectException {
    return new ObjectFile(ElfFile.read(bytes)).spec();
  }

  private static BtfExtension extension(ElfFile file, Btf btf, StringTable strings)
      throws ObjectException {
    Optional<Section> section = file.sections().named(".BTF.ext");
    if (section.isEmpty()) {
      return BtfExtension.empty();
    }
    return BtfExtension.read(
        section.get().content().as(BtfException::new, ".BTF.ext"), btf, strings);
  }

  private ObjectSpec spec() throws ObjectException {
    List<ObjectSpec.Leftover> leftovers = Leftovers.of(file);
    MapDefinitions definitions = MapDefinitions.read(file, btf);
    DataSections data = DataSections.read(file, btf);
    Externs externs = Externs.read(file, btf);
    Code code = Code.read(file);
    References references = new References(file, code, definitions, data, externs);
    for (CodeSection section : code.sections()) {
      references.resolve(section);
    }
    List<ProgramSpec> programs = programs(code);
    if (programs.isEmpty() && !code.sections().isEmpty()) {
      leftovers.add(
          new ObjectSpec.Leftover(CodeSection.SUBPROGRAMS, "functions without a program"));
    }
    List<MapSpec> maps = new ArrayList<>(definitions.specs());
    maps.addAll(data.specs());
    externs.map().ifPresent(maps::add);
    requireOwnNames(maps);
    return new ObjectSpec(
        programs, maps, license(), Optional.ofNullable(types(code)), externs.all(), leftovers);
  }

  private @Nullable Btf types(Code code) {
    return btf == null ? null : HiddenFunctions.makeStatic(btf, code, extension);
  }

  private List<ProgramSpec> programs(Code code) throws ObjectException {
    List<ProgramSpec> programs = new ArrayList<>();
    Budget budget = new Budget();
    Set<String> names = new HashSet<>();
    String license = license();
    for (Function function : code.programs()) {
      if (function.name().isEmpty() || !ObjectName.isLegal(function.name())) {
        throw function.failure(function.start(), "expected a name of letters, digits, . and _");
      }
      if (!names.add(function.name())) {
        throw function.failure(function.start(), "expected one program of this name, found two");
      }
      programs.add(Linker.link(code, extension, budget, function, license));
    }
    return programs;
  }

  private void requireOwnNames(List<MapSpec> maps) throws ObjectException {
    Set<String> names = new HashSet<>();
    Optional<Section> definitions = file.sections().named(MapDefinitions.SECTION);
    for (MapSpec map : maps) {
      if (!names.add(map.name())) {
        Optional<Section> section = file.sections().named(map.name());
        throw section
            .or(() -> definitions)
            .orElseThrow()
            .failure(0, "expected one map of name " + map.name() + ", found two");
      }
    }
  }

  private String license() throws ObjectException {
    Optional<Section> section = file.sections().named("license");
    if (section.isEmpty() || section.get().content().size() == 0) {
      return "";
    }
    return new StringTable(section.get().content()).at(0);
  }
}
