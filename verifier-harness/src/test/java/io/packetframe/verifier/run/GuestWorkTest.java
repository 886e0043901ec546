package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuestWorkTest {
  private static final GuestWork WORK = new GuestWork(Set.of(), List.of("a", "b", "c", "d", "e"));

  @Test
  void guestsGetSharesThatTakeAboutAsLongAndKeepTheOrder() {
    Map<String, Long> millis = Map.of("a", 10L, "b", 10L, "c", 50L, "d", 20L, "e", 15L);
    assertThat(WORK.split(2, millis))
        .extracting(GuestWork::tests)
        .containsExactly(List.of("c"), List.of("a", "b", "d", "e"));
    assertThat(WORK.split(1, millis)).containsExactly(WORK);
  }

  @Test
  void whatIsNotKnownTakesTheMean() {
    assertThat(WORK.split(2, Map.of("a", 30L)))
        .extracting(GuestWork::tests)
        .containsExactly(List.of("a", "c", "e"), List.of("b", "d"));
    assertThat(WORK.split(2, Map.of())).allMatch(it -> it.tests().size() >= 2);
  }

  @Test
  void thereAreNoMoreGuestsThanClassesAndAtLeastOne() {
    assertThat(WORK.split(9, Map.of())).hasSize(5);
    GuestWork nothing = new GuestWork(Set.of(), List.of());
    assertThat(nothing.split(9, Map.of())).containsExactly(nothing);
  }
}
