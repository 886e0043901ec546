package io.packetframe.verifier.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Not a test of anything: the build runs it once, so that the class archive of the guest knows what
 * a run of JUnit loads.
 */
@Tag("kernel")
final class TrainingTest {
  @BeforeEach
  void before() {}

  @AfterEach
  void after() {}

  @Test
  void passes() {
    assertThat(List.of("a").size()).isEqualTo(1).isPositive();
    assertThat("four".length() + 1L).isEqualTo(5L);
    assertThat("text").contains("ex").isNotEmpty();
    assertThat(List.of("a")).containsExactly("a").isNotEmpty();
    assertThat(Map.of("a", 1)).containsKey("a");
    assertThat(true).isTrue();
    assertThatThrownBy(
            () -> {
              throw new IllegalStateException("wanted");
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("wanted");
  }

  @Test
  void isSkipped() {
    Assumptions.abort("wanted");
  }
}
