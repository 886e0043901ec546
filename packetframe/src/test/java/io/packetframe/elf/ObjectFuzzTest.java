package io.packetframe.elf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.packetframe.btf.ObjectException;
import io.packetframe.lint.ObjectLint;
import io.packetframe.spec.ObjectSpec;
import org.junit.jupiter.api.Tag;

/**
 * Any bytes end in a spec or in our exception.
 *
 * <p>What can be parsed can be linted: any program ends there, too.
 *
 * <p>The corpora beside this class are run in each build; {@code mvn verify -Plong} looks for more.
 * What it finds lands in the corpus: commit it together with what mends it.
 */
@Tag("fuzz")
class ObjectFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void anyObjectIsAnswered(byte[] bytes) {
    try {
      ObjectSpec spec = ObjectFile.parse(bytes);
      assertThat(ObjectText.of(spec)).startsWith("license");
      assertThat(ObjectLint.of(spec)).hasSameSizeAs(spec.programs());
    } catch (ObjectException e) {
      assertThat(e.problem()).isNotBlank();
    }
  }
}
