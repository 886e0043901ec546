package io.packetframe.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One past each limit of a map definition. */
class MapLimitsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type | 33 | ",
        "type | 34 | map m: expected a type from 1 to 33, found 34",
        "type | 0 | map m: expected a type from 1 to 33, found 0",
        "pinning | 1 | ",
        "pinning | 2 | map m: expected pinning 0 (none) or 1 (by name), found 2",
        "max_entries | 2147483647 | ",
        "max_entries | 2147483648 | map m: max_entries: expected at most 2147483647,"
            + " found 2147483648",
        "colour | 1 | map m: unknown member colour",
      })
  void numbersOfAMapEnd(String member, long number, @Nullable String problem)
      throws ObjectException {
    List<BtfType> types = new ArrayList<>(List.of(new BtfType.VoidType()));
    List<BtfType.Member> members = new ArrayList<>();
    if (!member.equals("type")) {
      members.add(member("type", 1, types));
    }
    members.add(member(member, number, types));
    types.add(new BtfType.Struct("", 8, false, members));
    Btf btf = new Btf(types);
    ByteView view = new ByteView(ElfException::new, ".maps", new byte[8]);
    int struct = types.size() - 1;
    if (problem == null) {
      assertThat(MapStruct.read(btf, "m", struct, view, 0).spec().name()).isEqualTo("m");
    } else {
      assertThatThrownBy(() -> MapStruct.read(btf, "m", struct, view, 0).spec())
          .hasMessage("ELF: .maps at offset 0x0: " + problem);
    }
  }

  @Test
  void aMapHasAsManyMembersAsHaveAMeaning() {
    List<BtfType> types = new ArrayList<>(List.of(new BtfType.VoidType()));
    List<BtfType.Member> members = new ArrayList<>();
    for (int i = 0; i < 33; i++) {
      members.add(member("type", 1, types));
    }
    types.add(new BtfType.Struct("", 8, false, members));
    ByteView view = new ByteView(ElfException::new, ".maps", new byte[8]);
    assertThatThrownBy(() -> MapStruct.read(new Btf(types), "m", types.size() - 1, view, 0))
        .hasMessageEndingWith("map m: expected at most 32 members, found 33");
  }

  private static BtfType.Member member(String name, long number, List<BtfType> types) {
    types.add(new BtfType.Array(0, 0, number));
    types.add(new BtfType.Pointer(types.size() - 1));
    return new BtfType.Member(name, types.size() - 1, 0, 0);
  }
}
