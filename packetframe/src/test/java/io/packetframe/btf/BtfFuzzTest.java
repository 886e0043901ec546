package io.packetframe.btf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** Any bytes end in types or in our exception; see {@code elf.ObjectFuzzTest}. */
@Tag("fuzz")
class BtfFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void anyTypesAreAnswered(byte[] bytes) {
    try {
      assertThat(BtfParser.parse(bytes).types()).isNotEmpty();
    } catch (ObjectException e) {
      assertThat(e.problem()).isNotBlank();
    }
  }
}
