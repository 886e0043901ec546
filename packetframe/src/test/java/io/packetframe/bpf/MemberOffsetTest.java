package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.BtfType.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberOffsetTest {
  private static final int INT = 1;
  private static final int UNION = 2;
  private static final int OUTER = 3;
  private static final int LOOP = 4;

  private final Btf types =
      new Btf(
          List.of(
              new BtfType.VoidType(),
              new BtfType.Int("int", 4, 0, 0, 32),
              new BtfType.Union(
                  "", 8, true, List.of(new Member("x", INT, 0, 0), new Member("bits", INT, 3, 5))),
              new BtfType.Struct(
                  "outer",
                  16,
                  true,
                  List.of(
                      new Member("first", INT, 0, 0),
                      new Member("", UNION, 64, 0),
                      new Member("named", UNION, 96, 0))),
              new BtfType.Struct("loop", 8, false, List.of(new Member("", LOOP, 0, 0)))));

  @Test
  void throughAnonymousParts() {
    assertThat(MemberOffset.of(types, OUTER, "first")).hasValue(0);
    assertThat(MemberOffset.of(types, OUTER, "x")).hasValue(8);
    assertThat(MemberOffset.of(types, OUTER, "named")).hasValue(12);
  }

  @Test
  void whatHasNoOffsetInBytes() {
    assertThat(MemberOffset.of(types, OUTER, "bits")).isEmpty();
    assertThat(MemberOffset.of(types, OUTER, "no")).isEmpty();
    assertThat(MemberOffset.of(types, INT, "x")).isEmpty();
    assertThat(MemberOffset.of(types, LOOP, "x")).isEmpty();
  }
}
