package io.packetframe.btf;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import java.util.List;
import java.util.Locale;

/** Types as {@code bpftool btf dump ... format raw} writes them. */
public final class BtfText {
  private final StringBuilder text = new StringBuilder();
  private final Btf btf;

  private BtfText(Btf btf) {
    this.btf = btf;
  }

  /** Returns a line for each type, and one for each part of it. */
  public static String of(Btf btf) {
    BtfText writer = new BtfText(btf);
    for (int id = 1; id < btf.types().size(); id++) {
      writer.text.append('[').append(id).append("] ");
      writer.type(btf.type(id));
    }
    return writer.text.toString();
  }

  private void type(BtfType type) {
    switch (type) {
      case BtfType.VoidType _ -> line("VOID");
      case BtfType.Int integer ->
          line(
              "INT '%s' size=%d bits_offset=%d nr_bits=%d encoding=%s"
                  .formatted(
                      name(integer.name()),
                      integer.size(),
                      integer.bitOffset(),
                      integer.bits(),
                      encoding(integer.encoding())));
      case BtfType.Pointer pointer -> line("PTR '(anon)' type_id=%d".formatted(pointer.target()));
      case BtfType.Array array ->
          line(
              "ARRAY '(anon)' type_id=%d index_type_id=%d nr_elems=%d"
                  .formatted(array.element(), array.index(), array.count()));
      case BtfType.Struct struct ->
          composite("STRUCT", struct.name(), struct.size(), struct.members());
      case BtfType.Union union -> composite("UNION", union.name(), union.size(), union.members());
      case BtfType.Enumeration all ->
          constants("ENUM", all.name(), all.size(), all.signed(), all.constants(), "", "");
      case BtfType.Enumeration64 all ->
          constants("ENUM64", all.name(), all.size(), all.signed(), all.constants(), "LL", "ULL");
      case BtfType.Forward forward ->
          line(
              "FWD '%s' fwd_kind=%s"
                  .formatted(forward.name(), forward.union() ? "union" : "struct"));
      case BtfType.Typedef typedef ->
          line("TYPEDEF '%s' type_id=%d".formatted(typedef.name(), typedef.target()));
      case BtfType.Volatile target ->
          line("VOLATILE '(anon)' type_id=%d".formatted(target.target()));
      case BtfType.Const target -> line("CONST '(anon)' type_id=%d".formatted(target.target()));
      case BtfType.Restrict target ->
          line("RESTRICT '(anon)' type_id=%d".formatted(target.target()));
      case BtfType.Function function ->
          line(
              "FUNC '%s' type_id=%d linkage=%s"
                  .formatted(function.name(), function.prototype(), word(function.linkage())));
      case BtfType.FunctionPrototype prototype -> {
        line(
            "FUNC_PROTO '(anon)' ret_type_id=%d vlen=%d"
                .formatted(prototype.result(), prototype.parameters().size()));
        prototype
            .parameters()
            .forEach(each -> line("\t'%s' type_id=%d".formatted(name(each.name()), each.type())));
      }
      case BtfType.Variable variable ->
          line(
              "VAR '%s' type_id=%d, linkage=%s"
                  .formatted(name(variable.name()), variable.type(), word(variable.linkage())));
      case BtfType.DataSection section -> section(section);
      case BtfType.FloatingPoint floating ->
          line("FLOAT '%s' size=%d".formatted(floating.name(), floating.size()));
      case BtfType.DeclarationTag tag ->
          line(
              "DECL_TAG '%s' type_id=%d component_idx=%d"
                  .formatted(tag.name(), tag.target(), tag.component()));
      case BtfType.TypeTag tag ->
          line("TYPE_TAG '%s' type_id=%d".formatted(tag.name(), tag.target()));
    }
  }

  private void section(BtfType.DataSection section) {
    line(
        "DATASEC '%s' size=%d vlen=%d"
            .formatted(section.name(), section.size(), section.variables().size()));
    for (BtfType.Placement each : section.variables()) {
      line(
          "\ttype_id=%d offset=%d size=%d (%s '%s')"
              .formatted(
                  each.variable(),
                  each.offset(),
                  each.size(),
                  btf.type(each.variable()) instanceof BtfType.Function ? "FUNC" : "VAR",
                  btf.type(each.variable()).name()));
    }
  }

  private void composite(String kind, String name, long size, List<BtfType.Member> members) {
    line("%s '%s' size=%d vlen=%d".formatted(kind, name(name), size, members.size()));
    for (BtfType.Member member : members) {
      line(
          "\t'%s' type_id=%d bits_offset=%d%s"
              .formatted(
                  name(member.name()),
                  member.type(),
                  member.bitOffset(),
                  member.bitfieldSize() == 0 ? "" : " bitfield_size=" + member.bitfieldSize()));
    }
  }

  private void constants(
      String kind,
      String name,
      long size,
      boolean signed,
      List<BtfType.Constant> constants,
      String signedSuffix,
      String unsignedSuffix) {
    line(
        "%s '%s' encoding=%s size=%d vlen=%d"
            .formatted(kind, name(name), signed ? "SIGNED" : "UNSIGNED", size, constants.size()));
    for (BtfType.Constant each : constants) {
      line(
          "\t'%s' val=%s"
              .formatted(
                  each.name(),
                  signed
                      ? each.value() + signedSuffix
                      : Long.toUnsignedString(each.value()) + unsignedSuffix));
    }
  }

  private static String encoding(int encoding) {
    return switch (encoding) {
      case 0 -> "(none)";
      case 1 -> "SIGNED";
      case 2 -> "CHAR";
      case 4 -> "BOOL";
      default -> "(unknown)";
    };
  }

  private static String name(String name) {
    return name.isEmpty() ? "(anon)" : name;
  }

  private static String word(BtfType.Linkage linkage) {
    return linkage.name().toLowerCase(Locale.ROOT);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
