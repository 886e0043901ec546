package io.packetframe.elf;

import io.packetframe.btf.ObjectException;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.Bytes;
import io.packetframe.spec.Extern;
import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.Pinning;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the object declares and the kernel defines, as its types say: .kconfig and .ksyms. */
final class Externs {
  static final String CONFIGURATION = ".kconfig";
  static final String SYMBOLS = ".ksyms";

  private final Map<String, Extern> byName = new LinkedHashMap<>();
  private @Nullable MapSpec map;

  private Externs() {}

  static Externs read(ElfFile file, @Nullable Btf btf) throws ObjectException {
    Externs externs = new Externs();
    if (btf == null) {
      return externs;
    }
    Map<String, Symbol> undefined = new HashMap<>();
    for (Symbol symbol : file.symbols().all()) {
      if (symbol.section() == Symbol.UNDEFINED && !symbol.name().isEmpty()) {
        undefined.put(symbol.name(), symbol);
      }
    }
    Optional<Section> defined = file.sections().named(CONFIGURATION);
    if (defined.isPresent()) {
      // Its size would be the file's word, which for a section without bytes is any number.
      throw defined.get().failure(0, "expected externs, which no section holds");
    }
    Section types = file.sections().named(".BTF").orElseThrow();
    for (int id = 1; id < btf.types().size(); id++) {
      if (btf.type(id) instanceof BtfType.DataSection section) {
        switch (section.name()) {
          case CONFIGURATION -> externs.configuration(types, btf, id, undefined);
          case SYMBOLS -> externs.symbols(types, btf, section, undefined);
          default -> {}
        }
      }
    }
    return externs;
  }

  /** Returns the one of that name. */
  Optional<Extern> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  List<Extern> all() {
    return List.copyOf(byName.values());
  }

  /** Returns the map that the values of the configuration are written into. */
  Optional<MapSpec> map() {
    return Optional.ofNullable(map);
  }

  private void configuration(Section types, Btf btf, int id, Map<String, Symbol> undefined)
      throws ObjectException {
    BtfType.DataSection section = (BtfType.DataSection) btf.type(id);
    if (map != null || section.size() == 0) {
      return;
    }
    ConfigurationLayout layout = new ConfigurationLayout(types, btf);
    for (BtfType.Placement each : section.variables()) {
      Symbol symbol = undefined.get(btf.type(each.variable()).name());
      if (symbol != null) {
        byName.put(
            symbol.name(),
            new Extern.ConfigurationValue(
                symbol.name(),
                symbol.isWeak(),
                layout.kind(each),
                (int) each.offset(),
                (int) each.size()));
      }
    }
    map =
        new MapSpec(
            CONFIGURATION,
            MapType.ARRAY,
            Integer.BYTES,
            (int) section.size(),
            1,
            MapSpec.READ_ONLY_FOR_PROGRAMS | MapSpec.MMAPABLE,
            0,
            0,
            0,
            id,
            Pinning.NONE,
            new MapContent.Variables(Bytes.copyOf(new byte[(int) section.size()]), true));
  }

  private void symbols(
      Section types, Btf btf, BtfType.DataSection section, Map<String, Symbol> undefined)
      throws ObjectException {
    for (BtfType.Placement each : section.variables()) {
      BtfType type = btf.type(each.variable());
      Symbol symbol = undefined.get(type.name());
      if (symbol != null) {
        byName.put(
            symbol.name(),
            switch (type) {
              case BtfType.Function function ->
                  new Extern.KernelFunction(symbol.name(), symbol.isWeak(), function.prototype());
              case BtfType.Variable variable ->
                  new Extern.KernelVariable(
                      symbol.name(), symbol.isWeak(), beneath(btf, variable.type()));
              default ->
                  throw types.failure(
                      0, "extern " + symbol.name() + ": expected a variable or a function");
            });
      }
    }
  }

  /** Returns 0 for void, whatever its qualifiers. */
  private static int beneath(Btf btf, int type) {
    return btf.resolve(type).orElse(type) == 0 ? 0 : type;
  }
}
