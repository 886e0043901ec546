package io.packetframe.btf;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written where a kernel lacks something. */
class BtfSanitiserTest {
  private static final BtfType VOID = new BtfType.VoidType();
  private static final BtfType INT = new BtfType.Int("int", 4, 1, 0, 32);

  private static Btf btf(BtfType... types) {
    List<BtfType> all = new ArrayList<>(List.of(VOID, INT));
    all.addAll(Arrays.asList(types));
    return new Btf(all);
  }

  /** Returns what the types from id 2 on become. */
  private static List<BtfType> without(BtfFeature missing, BtfType... types) {
    List<BtfType> all = BtfSanitiser.sanitise(btf(types), EnumSet.of(missing)).types();
    assertThat(all).startsWith(VOID, INT);
    return all.subList(2, all.size());
  }

  @Test
  void whatNothingLacksStaysAsItIs() {
    Btf all = btf(new BtfType.FloatingPoint("float", 4));
    assertThat(BtfSanitiser.sanitise(all, Set.of())).isSameAs(all);
    assertThat(without(BtfFeature.TYPE_TAGS, new BtfType.FloatingPoint("float", 4)))
        .containsExactly(new BtfType.FloatingPoint("float", 4));
  }

  @Test
  void variablesBecomeBytesAndTheirSectionsStructs() {
    assertThat(
            without(
                BtfFeature.DATA_SECTIONS,
                new BtfType.Variable("count.0", 1, BtfType.Linkage.STATIC),
                new BtfType.DataSection(".data.hot", 12, List.of(new BtfType.Placement(2, 8, 4)))))
        .containsExactly(
            new BtfType.Int("count.0", 1, 0, 0, 8),
            new BtfType.Struct(
                "_data_hot", 12, false, List.of(new BtfType.Member("count_0", 2, 64, 0))));
  }

  @Test
  void anOptionalSectionGetsANameOfOldKernels() {
    List<BtfType.Placement> placements = List.of(new BtfType.Placement(2, 0, 4));
    BtfType variable = new BtfType.Variable("v", 1, BtfType.Linkage.GLOBAL);
    assertThat(
            without(
                BtfFeature.OPTIONAL_SECTIONS,
                variable,
                new BtfType.DataSection("?.struct_ops", 4, placements),
                new BtfType.DataSection(".a?b", 4, placements)))
        .containsExactly(
            variable,
            new BtfType.DataSection("_.struct_ops", 4, placements),
            new BtfType.DataSection(".a?b", 4, placements));
    assertThat(
            without(
                BtfFeature.DATA_SECTIONS,
                variable,
                new BtfType.DataSection("?.struct_ops", 4, placements)))
        .last()
        .extracting(BtfType::name)
        .isEqualTo("__struct_ops");
  }

  @Test
  void functionsBecomeNamesOfAnEnumeration() {
    BtfType prototype = new BtfType.FunctionPrototype(1, List.of(new BtfType.Parameter("a", 1)));
    assertThat(
            without(
                BtfFeature.FUNCTIONS,
                prototype,
                new BtfType.Function("f", 2, BtfType.Linkage.GLOBAL)))
        .containsExactly(
            new BtfType.Enumeration("", 4, false, List.of()), new BtfType.Typedef("f", 2));
    assertThat(
            without(
                BtfFeature.GLOBAL_FUNCTIONS,
                prototype,
                new BtfType.Function("f", 2, BtfType.Linkage.GLOBAL)))
        .containsExactly(prototype, new BtfType.Function("f", 2, BtfType.Linkage.STATIC));
  }

  @Test
  void floatsBecomeStructsOfTheirSize() {
    assertThat(without(BtfFeature.FLOATS, new BtfType.FloatingPoint("long double", 16)))
        .containsExactly(new BtfType.Struct("", 16, false, List.of()));
  }

  @Test
  void tagsBecomeWhatTakesTheirPlace() {
    BtfType[] tags = {
      new BtfType.TypeTag("user", 1, true), new BtfType.DeclarationTag("tag", 1, -1, true)
    };
    assertThat(without(BtfFeature.TYPE_TAGS, tags)).containsExactly(new BtfType.Const(1), tags[1]);
    assertThat(without(BtfFeature.DECLARATION_TAGS, tags))
        .containsExactly(tags[0], new BtfType.Int("tag", 1, 0, 0, 8));
    assertThat(without(BtfFeature.ATTRIBUTE_TAGS, tags))
        .containsExactly(
            new BtfType.TypeTag("user", 1, false), new BtfType.DeclarationTag("tag", 1, -1, false));
  }

  @Test
  void wideEnumerationsBecomeUnionsAndNarrowOnesLoseTheirSign() {
    assertThat(
            without(
                BtfFeature.ENUMERATIONS_64,
                new BtfType.Enumeration64(
                    "wide",
                    8,
                    true,
                    List.of(new BtfType.Constant("A", -1), new BtfType.Constant("B", 1L << 40))),
                new BtfType.Enumeration("e", 4, true, List.of(new BtfType.Constant("C", -1))),
                new BtfType.Enumeration64("empty", 8, false, List.of()),
                new BtfType.Enumeration64(
                    "other", 8, false, List.of(new BtfType.Constant("D", 1)))))
        .containsExactly(
            new BtfType.Union(
                "wide",
                8,
                false,
                List.of(new BtfType.Member("A", 6, 0, 0), new BtfType.Member("B", 6, 0, 0))),
            new BtfType.Enumeration("e", 4, false, List.of(new BtfType.Constant("C", 0xffffffffL))),
            new BtfType.Union("empty", 8, false, List.of()),
            new BtfType.Union("other", 8, false, List.of(new BtfType.Member("D", 6, 0, 0))),
            new BtfType.Int("enum64_placeholder", 1, 0, 0, 8));
  }

  /** The sample shows its feature: without the feature it becomes something else. */
  @ParameterizedTest
  @EnumSource(value = BtfFeature.class, mode = EnumSource.Mode.EXCLUDE, names = "TYPES")
  void eachSampleIsRewritten(BtfFeature feature) throws ObjectException {
    Btf sample = feature.sample();
    Btf rewritten = BtfSanitiser.sanitise(sample, EnumSet.of(feature));
    assertThat(rewritten.types()).isNotEqualTo(sample.types());
    assertThat(BtfParser.parse(BtfWriter.write(rewritten)).types()).isEqualTo(rewritten.types());
    for (BtfFeature older : BtfFeature.values()) {
      if (older.compareTo(feature) > 0 && older != BtfFeature.ATTRIBUTE_TAGS) {
        assertThat(BtfSanitiser.sanitise(sample, EnumSet.of(older)).types())
            .as("needs nothing later: %s", older)
            .isEqualTo(sample.types());
      }
    }
  }
}
