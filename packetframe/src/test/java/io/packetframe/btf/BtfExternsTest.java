package io.packetframe.btf;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.BtfType.Linkage;
import io.packetframe.spec.BtfType.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No extern is left, and no id changes. */
class BtfExternsTest {
  private static final BtfType CHAR = new BtfType.Int("char", 1, 2, 0, 8);
  private static final BtfType INT = new BtfType.Int("int", 4, 1, 0, 32);

  private static List<BtfType> defined(BtfType... types) {
    List<BtfType> all = new ArrayList<>(List.of(new BtfType.VoidType()));
    all.addAll(Arrays.asList(types));
    List<BtfType> defined = BtfUpload.prepare(new Btf(all), Set.of()).types();
    return defined.subList(1, defined.size());
  }

  @Test
  void whatHasNoneStaysAsItIs() {
    Btf all = new Btf(List.of(new BtfType.VoidType(), INT));
    assertThat(BtfExterns.define(all)).isSameAs(all);
  }

  @Test
  void functionsAreStaticAndTheirParametersHaveNames() {
    assertThat(
            defined(
                INT,
                new BtfType.FunctionPrototype(
                    1,
                    List.of(
                        new BtfType.Parameter("", 1),
                        new BtfType.Parameter("b", 1),
                        new BtfType.Parameter("", 0))),
                new BtfType.Function("kfunc", 2, Linkage.EXTERN),
                new BtfType.Variable("symbol", 0, Linkage.EXTERN),
                new BtfType.DataSection(
                    ".ksyms", 0, List.of(new Placement(3, 0, 0), new Placement(4, 0, 0)))))
        .containsExactly(
            INT,
            new BtfType.FunctionPrototype(
                1,
                List.of(
                    new BtfType.Parameter("dummy_ksym", 1),
                    new BtfType.Parameter("b", 1),
                    new BtfType.Parameter("", 0))),
            new BtfType.Function("kfunc", 2, Linkage.STATIC),
            new BtfType.Variable("symbol", 1, Linkage.GLOBAL),
            new BtfType.DataSection(
                ".ksyms", 8, List.of(new Placement(6, 0, 4), new Placement(4, 4, 4))),
            new BtfType.Variable("dummy_ksym", 1, Linkage.GLOBAL));
  }

  @Test
  void withoutAnIntOneIsAdded() {
    assertThat(
            defined(
                CHAR,
                new BtfType.Variable("symbol", 0, Linkage.EXTERN),
                new BtfType.DataSection(".ksyms", 0, List.of(new Placement(2, 0, 0)))))
        .containsExactly(
            CHAR,
            new BtfType.Variable("symbol", 4, Linkage.GLOBAL),
            new BtfType.DataSection(".ksyms", 4, List.of(new Placement(2, 0, 4))),
            INT);
  }

  @Test
  void theConfigurationIsLaidOutAsLoadersDo() {
    BtfType wide = new BtfType.Int("long", 8, 0, 0, 64);
    assertThat(
            defined(
                CHAR,
                INT,
                wide,
                new BtfType.Array(1, 2, 7),
                new BtfType.Variable("b", 1, Linkage.EXTERN),
                new BtfType.Variable("text", 4, Linkage.EXTERN),
                new BtfType.Variable("version", 2, Linkage.EXTERN),
                new BtfType.Variable("hz", 3, Linkage.EXTERN),
                new BtfType.Variable("a", 1, Linkage.EXTERN),
                new BtfType.DataSection(
                    ".kconfig",
                    0,
                    List.of(
                        new Placement(5, 0, 1),
                        new Placement(6, 0, 7),
                        new Placement(7, 0, 4),
                        new Placement(8, 0, 8),
                        new Placement(9, 0, 1)))))
        .last()
        .isEqualTo(
            new BtfType.DataSection(
                ".kconfig",
                21,
                List.of(
                    new Placement(8, 0, 8),
                    new Placement(7, 8, 4),
                    new Placement(9, 12, 1),
                    new Placement(5, 13, 1),
                    new Placement(6, 14, 7))));
  }
}
