package io.packetframe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  private static final List<String> WORDS =
      List.of("attach", "allow-prefix", "allow-prefix6", "on");

  @Test
  void findsWhatWasMistyped() {
    assertThat(Suggestions.closest("atach", WORDS)).isEqualTo("attach");
    assertThat(Suggestions.closest("ATTACH", WORDS)).isEqualTo("attach");
    assertThat(Suggestions.closest("attahc", WORDS)).isEqualTo("attach");
    assertThat(Suggestions.closest("allow-prefx6", WORDS)).isEqualTo("allow-prefix6");
    assertThat(Suggestions.closest("no", WORDS)).isEqualTo("on");
    assertThat(Suggestions.didYouMean("attach6", WORDS)).isEqualTo("did you mean `attach`?");
  }

  @Test
  void doesNotGuess() {
    assertThat(Suggestions.closest("detach-all", WORDS)).isNull();
    assertThat(Suggestions.closest("", WORDS)).isNull();
    assertThat(Suggestions.closest("x", WORDS)).isNull();
    assertThat(Suggestions.closest("attach".repeat(10), WORDS)).isNull();
    assertThat(Suggestions.closest("attach", List.of())).isNull();
  }
}
