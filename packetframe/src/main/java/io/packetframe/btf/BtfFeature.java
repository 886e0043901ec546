package io.packetframe.btf;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import java.util.ArrayList;
import java.util.List;

/**
 * What later kernels take in BTF and earlier ones refuse, in the order in which it came.
 *
 * <p>Each has a sample, the smallest BTF with it: a kernel that answers BPF_BTF_LOAD of the sample
 * with EINVAL lacks the feature, and {@link BtfSanitiser} writes around it. Each sample needs
 * {@link #TYPES}; where that is refused, the kernel takes no BTF at all.
 */
public enum BtfFeature {
  /** BTF as such. Without it there is nothing to rewrite: no types are uploaded. */
  TYPES("4.18", "69b693f0aefa"),
  /** Functions and their prototypes; function and line info of programs came with them. */
  FUNCTIONS(
      "5.0",
      "2667a2626f4d",
      new BtfType.FunctionPrototype(0, List.of(new BtfType.Parameter("a", 1))),
      new BtfType.Function("f", 2, BtfType.Linkage.STATIC)),
  /** Variables and the sections that hold them. */
  DATA_SECTIONS(
      "5.2",
      "1dc92851849c",
      new BtfType.Variable("x", 1, BtfType.Linkage.STATIC),
      new BtfType.DataSection(".data", 4, List.of(new BtfType.Placement(2, 0, 4)))),
  /** Functions that are verified on their own. */
  GLOBAL_FUNCTIONS(
      "5.6",
      "51c39bb1d5d1",
      new BtfType.FunctionPrototype(0, List.of(new BtfType.Parameter("a", 1))),
      new BtfType.Function("f", 2, BtfType.Linkage.GLOBAL)),
  /** Numbers with a fraction, which programs cannot use but headers have. */
  FLOATS("5.13", "b1828f0b0482", new BtfType.FloatingPoint("float", 4)),
  /** {@code btf_decl_tag}. */
  DECLARATION_TAGS(
      "5.16",
      "b5ea834dde6b",
      new BtfType.Variable("x", 1, BtfType.Linkage.STATIC),
      new BtfType.DeclarationTag("tag", 2, -1, false)),
  /** {@code btf_type_tag}. */
  TYPE_TAGS("5.17", "8c42d2fa4eea", new BtfType.TypeTag("tag", 1, false), new BtfType.Pointer(2)),
  /** Enumerations of 64 bits, and the sign of those of 32. */
  ENUMERATIONS_64(
      "6.0",
      "6089fb325cf7",
      new BtfType.Enumeration64("e", 8, false, List.of(new BtfType.Constant("E", 0)))),
  /** Data sections with any printable name, such as {@code ?.struct_ops}. */
  OPTIONAL_SECTIONS(
      "6.9",
      "bd70a8fb7ca4",
      new BtfType.Variable("x", 1, BtfType.Linkage.STATIC),
      new BtfType.DataSection("?.data", 4, List.of(new BtfType.Placement(2, 0, 4)))),
  /** Tags that are whole attributes of C. */
  ATTRIBUTE_TAGS(
      "6.15", "53ee0d66d7a6", new BtfType.TypeTag("tag", 1, true), new BtfType.Pointer(2));

  private final String since;
  private final String commit;

  @SuppressWarnings("ImmutableEnumChecker") // List.of, of records
  private final List<BtfType> types;

  BtfFeature(String since, String commit, BtfType... types) {
    this.since = since;
    this.commit = commit;
    this.types = List.of(types);
  }

  /** Returns the first kernel with it, e.g. {@code 5.13}. */
  public String since() {
    return since;
  }

  /** Returns the kernel's commit that brought it. */
  public String commit() {
    return commit;
  }

  /** Returns the smallest BTF that only a kernel with this feature takes. */
  public Btf sample() {
    List<BtfType> all = new ArrayList<>();
    all.add(new BtfType.VoidType());
    all.add(new BtfType.Int("int", 4, 1, 0, 32));
    all.addAll(types);
    return new Btf(all);
  }
}
