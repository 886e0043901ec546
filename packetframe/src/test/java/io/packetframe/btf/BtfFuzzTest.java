package io.packetframe.btf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Any bytes end in types or in our exception; see {@code elf.ObjectFuzzTest}. */
@Tag("fuzz")
class BtfFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void anyTypesAreAnswered(byte[] bytes) {
    List<BtfType> oneByOne = oneByOne(bytes);
    try {
      Btf types = BtfParser.parse(bytes);
      assertThat(types.types()).isNotEmpty();
      assertThat(oneByOne).as("decoded one by one").isIn(types.types(), List.of());
      assertThat(BtfParser.parse(BtfWriter.write(types)).count()).isEqualTo(types.count());
    } catch (ObjectException e) {
      assertThat(e.problem()).isNotBlank();
    }
  }

  /** Returns the types as {@link LazyBtf} finds them; none if it refuses them. */
  private static List<BtfType> oneByOne(byte[] bytes) {
    List<BtfType> found = new ArrayList<>();
    try {
      LazyBtf types = LazyBtf.open("fuzz", bytes);
      for (int id = 0; id < types.count(); id++) {
        found.add(types.type(id));
        assertThat(types.flavors(found.getLast().name())).doesNotContain(0);
        assertThat(types.size(id).orElse(0)).isNotNegative();
      }
      return found;
    } catch (ObjectException e) {
      assertThat(e.problem()).isNotBlank();
    } catch (BrokenTypesException e) {
      assertThat(e.problem().problem()).isNotBlank();
    }
    return List.of();
  }
}
