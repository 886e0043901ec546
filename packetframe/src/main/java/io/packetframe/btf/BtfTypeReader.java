package io.packetframe.btf;

import io.packetframe.spec.BtfType;
import java.util.ArrayList;
import java.util.List;

/** One type: struct btf_type and what its kind puts behind it. */
final class BtfTypeReader {
  static final int TYPE = 12;
  static final int INT_EXTRA = 4;
  static final int ARRAY_EXTRA = 12;
  static final int MEMBER = 12;
  static final int ENUM = 8;
  static final int PARAMETER = 8;
  static final int VARIABLE_EXTRA = 4;
  static final int PLACEMENT = 12;
  static final int TAG_EXTRA = 4;
  static final int ENUM64 = 12;

  private final ByteView view;
  private final int start;
  private final StringTable strings;
  private final int count;
  private final int kind;
  private final boolean flag;

  /** Size or type: which of the two depends on the kind. */
  private final int third;

  private int extraBytes;

  BtfTypeReader(ByteView view, int start, StringTable strings) throws ObjectException {
    this.view = view;
    this.start = start;
    this.strings = strings;
    int info = view.s32(start + 4);
    this.count = info & 0xffff;
    this.kind = info >>> 24 & 0x1f;
    this.flag = info < 0;
    this.third = view.s32(start + 8);
  }

  /** Returns how many bytes stand behind the head of the type; known once it is read. */
  int extraBytes() {
    return extraBytes;
  }

  /** Returns how many bytes stand behind the head of the type that starts there. */
  static int extraBytes(ByteView view, int start) throws ObjectException {
    int info = view.s32(start + 4);
    int count = info & 0xffff;
    return switch (info >>> 24 & 0x1f) {
      case 1 -> INT_EXTRA;
      case 3 -> ARRAY_EXTRA;
      case 4, 5 -> count * MEMBER;
      case 6 -> count * ENUM;
      case 13 -> count * PARAMETER;
      case 14 -> VARIABLE_EXTRA;
      case 15 -> count * PLACEMENT;
      case 17 -> TAG_EXTRA;
      case 19 -> count * ENUM64;
      case 2, 7, 8, 9, 10, 11, 12, 16, 18 -> 0;
      default -> throw unknown(view, start, info >>> 24 & 0x1f);
    };
  }

  private static ObjectException unknown(ByteView view, int start, int kind) {
    return view.failure(start + 4, "expected a BTF kind from 1 to 19, found " + kind);
  }

  BtfType read() throws ObjectException {
    return switch (kind) {
      case 1 -> integer();
      case 2 -> new BtfType.Pointer(third);
      case 3 -> array();
      case 4 -> new BtfType.Struct(name(), size(), flag, members());
      case 5 -> new BtfType.Union(name(), size(), flag, members());
      case 6 -> new BtfType.Enumeration(name(), size(), flag, constants());
      case 7 -> new BtfType.Forward(name(), flag);
      case 8 -> new BtfType.Typedef(name(), third);
      case 9 -> new BtfType.Volatile(third);
      case 10 -> new BtfType.Const(third);
      case 11 -> new BtfType.Restrict(third);
      // The number of members is free here: it says how the function is linked.
      case 12 -> new BtfType.Function(name(), third, linkage(count, start + 4));
      case 13 -> new BtfType.FunctionPrototype(third, parameters());
      case 14 -> variable();
      case 15 -> new BtfType.DataSection(name(), size(), placements());
      case 16 -> new BtfType.FloatingPoint(name(), size());
      case 17 -> declarationTag();
      case 18 -> new BtfType.TypeTag(name(), third, flag);
      case 19 -> new BtfType.Enumeration64(name(), size(), flag, constants64());
      default -> throw unknown(view, start, kind);
    };
  }

  private String name() throws ObjectException {
    return strings.at(view.u32(start));
  }

  private String nameAt(int offset) throws ObjectException {
    return strings.at(view.u32(offset));
  }

  private long size() {
    return Integer.toUnsignedLong(third);
  }

  /** Returns where the next bytes of that many entries start. */
  private int extra(int entries, int entrySize) throws ObjectException {
    extraBytes = entries * entrySize;
    ByteView _ = view.part("entries of type", start + TYPE, extraBytes);
    return start + TYPE;
  }

  private BtfType integer() throws ObjectException {
    int word = view.s32(extra(1, INT_EXTRA));
    return new BtfType.Int(name(), size(), word >>> 24 & 0xf, word >>> 16 & 0xff, word & 0xff);
  }

  private BtfType array() throws ObjectException {
    int at = extra(1, ARRAY_EXTRA);
    return new BtfType.Array(view.s32(at), view.s32(at + 4), view.u32(at + 8));
  }

  private List<BtfType.Member> members() throws ObjectException {
    int at = extra(count, MEMBER);
    List<BtfType.Member> members = new ArrayList<>(count);
    for (int i = 0; i < count; i++, at += MEMBER) {
      int position = view.s32(at + 8);
      members.add(
          flag
              ? new BtfType.Member(
                  nameAt(at), view.s32(at + 4), position & 0xffffff, position >>> 24)
              : new BtfType.Member(
                  nameAt(at), view.s32(at + 4), Integer.toUnsignedLong(position), 0));
    }
    return members;
  }

  private List<BtfType.Constant> constants() throws ObjectException {
    int at = extra(count, ENUM);
    List<BtfType.Constant> constants = new ArrayList<>(count);
    for (int i = 0; i < count; i++, at += ENUM) {
      long value = flag ? view.s32(at + 4) : view.u32(at + 4);
      constants.add(new BtfType.Constant(nameAt(at), value));
    }
    return constants;
  }

  private List<BtfType.Constant> constants64() throws ObjectException {
    int at = extra(count, ENUM64);
    List<BtfType.Constant> constants = new ArrayList<>(count);
    for (int i = 0; i < count; i++, at += ENUM64) {
      constants.add(new BtfType.Constant(nameAt(at), view.u32(at + 4) | view.u32(at + 8) << 32));
    }
    return constants;
  }

  private List<BtfType.Parameter> parameters() throws ObjectException {
    int at = extra(count, PARAMETER);
    List<BtfType.Parameter> parameters = new ArrayList<>(count);
    for (int i = 0; i < count; i++, at += PARAMETER) {
      parameters.add(new BtfType.Parameter(nameAt(at), view.s32(at + 4)));
    }
    return parameters;
  }

  private BtfType variable() throws ObjectException {
    int at = extra(1, VARIABLE_EXTRA);
    return new BtfType.Variable(name(), third, linkage(view.u32(at), at));
  }

  private List<BtfType.Placement> placements() throws ObjectException {
    int at = extra(count, PLACEMENT);
    List<BtfType.Placement> placements = new ArrayList<>(count);
    for (int i = 0; i < count; i++, at += PLACEMENT) {
      placements.add(new BtfType.Placement(view.s32(at), view.u32(at + 4), view.u32(at + 8)));
    }
    return placements;
  }

  private BtfType declarationTag() throws ObjectException {
    return new BtfType.DeclarationTag(name(), third, view.s32(extra(1, TAG_EXTRA)), flag);
  }

  private BtfType.Linkage linkage(long number, int at) throws ObjectException {
    return BtfType.Linkage.of(number)
        .orElseThrow(() -> view.failure(at, "expected a linkage from 0 to 2, found " + number));
  }
}
