package io.packetframe.btf;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Writes types around what a kernel lacks: each becomes one that the kernel has and that takes its
 * place in a struct, an argument list or a chain. No id changes; what is added comes last.
 */
public final class BtfSanitiser {
  private final Btf btf;
  private final Set<BtfFeature> missing;
  private final List<BtfType> types;
  private int placeholder;

  private BtfSanitiser(Btf btf, Set<BtfFeature> missing) {
    this.btf = btf;
    this.missing = missing.isEmpty() ? EnumSet.noneOf(BtfFeature.class) : EnumSet.copyOf(missing);
    this.types = new ArrayList<>(btf.types());
  }

  /** Returns types that a kernel takes which lacks these features. */
  public static Btf sanitise(Btf btf, Set<BtfFeature> missing) {
    return missing.isEmpty() ? btf : new BtfSanitiser(btf, missing).sanitise();
  }

  private Btf sanitise() {
    for (int id = 1; id < btf.types().size(); id++) {
      types.set(id, sanitise(btf.type(id)));
    }
    return new Btf(types);
  }

  private boolean lacks(BtfFeature feature) {
    return missing.contains(feature);
  }

  private BtfType sanitise(BtfType type) {
    return switch (type) {
      case BtfType.Variable variable ->
          lacks(BtfFeature.DATA_SECTIONS) ? smallest(variable.name()) : variable;
      case BtfType.DataSection section -> section(section);
      case BtfType.DeclarationTag tag -> declarationTag(tag);
      case BtfType.TypeTag tag -> typeTag(tag);
      case BtfType.FunctionPrototype prototype ->
          // Without constants: those would need names, which not every parameter has.
          lacks(BtfFeature.FUNCTIONS)
              ? new BtfType.Enumeration("", Integer.BYTES, false, List.of())
              : prototype;
      case BtfType.Function function -> function(function);
      case BtfType.FloatingPoint floating ->
          lacks(BtfFeature.FLOATS)
              ? new BtfType.Struct("", floating.size(), false, List.of())
              : floating;
      case BtfType.Enumeration all ->
          lacks(BtfFeature.ENUMERATIONS_64) && all.signed()
              ? new BtfType.Enumeration(all.name(), all.size(), false, unsigned(all.constants()))
              : all;
      case BtfType.Enumeration64 all -> lacks(BtfFeature.ENUMERATIONS_64) ? union(all) : all;
      case BtfType.VoidType _,
          BtfType.Int _,
          BtfType.Pointer _,
          BtfType.Array _,
          BtfType.Struct _,
          BtfType.Union _,
          BtfType.Forward _,
          BtfType.Typedef _,
          BtfType.Volatile _,
          BtfType.Const _,
          BtfType.Restrict _ ->
          type;
    };
  }

  /** Of one byte: a larger one would not fit where the variable was smaller. */
  private static BtfType smallest(String name) {
    return new BtfType.Int(name, 1, 0, 0, Byte.SIZE);
  }

  private BtfType section(BtfType.DataSection section) {
    if (lacks(BtfFeature.DATA_SECTIONS)) {
      List<BtfType.Member> members = new ArrayList<>(section.variables().size());
      for (BtfType.Placement each : section.variables()) {
        String name = identifier(btf.type(each.variable()).name());
        members.add(new BtfType.Member(name, each.variable(), each.offset() * Byte.SIZE, 0));
      }
      return new BtfType.Struct(identifier(section.name()), section.size(), false, members);
    }
    if (lacks(BtfFeature.OPTIONAL_SECTIONS) && section.name().startsWith("?")) {
      String name = "_" + section.name().substring(1);
      return new BtfType.DataSection(name, section.size(), section.variables());
    }
    return section;
  }

  private static String identifier(String name) {
    return name.replace('.', '_').replace('?', '_');
  }

  private BtfType declarationTag(BtfType.DeclarationTag tag) {
    if (lacks(BtfFeature.DECLARATION_TAGS)) {
      return smallest(tag.name());
    }
    return lacks(BtfFeature.ATTRIBUTE_TAGS)
        ? new BtfType.DeclarationTag(tag.name(), tag.target(), tag.component(), false)
        : tag;
  }

  private BtfType typeTag(BtfType.TypeTag tag) {
    if (lacks(BtfFeature.TYPE_TAGS)) {
      return new BtfType.Const(tag.target());
    }
    return lacks(BtfFeature.ATTRIBUTE_TAGS)
        ? new BtfType.TypeTag(tag.name(), tag.target(), false)
        : tag;
  }

  private BtfType function(BtfType.Function function) {
    if (lacks(BtfFeature.FUNCTIONS)) {
      return new BtfType.Typedef(function.name(), function.prototype());
    }
    return lacks(BtfFeature.GLOBAL_FUNCTIONS)
        ? new BtfType.Function(function.name(), function.prototype(), BtfType.Linkage.STATIC)
        : function;
  }

  private static List<BtfType.Constant> unsigned(List<BtfType.Constant> constants) {
    return constants.stream()
        .map(each -> new BtfType.Constant(each.name(), Integer.toUnsignedLong((int) each.value())))
        .toList();
  }

  private BtfType union(BtfType.Enumeration64 all) {
    if (placeholder == 0 && !all.constants().isEmpty()) {
      placeholder = types.size();
      types.add(smallest("enum64_placeholder"));
    }
    return new BtfType.Union(
        all.name(),
        all.size(),
        false,
        all.constants().stream()
            .map(each -> new BtfType.Member(each.name(), placeholder, 0, 0))
            .toList());
  }
}
