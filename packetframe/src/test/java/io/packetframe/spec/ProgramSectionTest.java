package io.packetframe.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a section's name says about its program. */
class ProgramSectionTest {
  @Test
  void everyPrefixStandsForOneRule() {
    assertThat(Arrays.stream(SectionRule.values()).map(SectionRule::prefix))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleIsFound(SectionRule rule) {
    assertThat(ProgramSection.of(rule.prefix()))
        .isEqualTo(new ProgramSection.Known(rule.prefix(), rule, ""));
    String withTarget = rule.prefix() + "/some/target";
    assertThat(ProgramSection.of(withTarget))
        .isEqualTo(
            rule.takesTarget()
                ? new ProgramSection.Known(withTarget, rule, "some/target")
                : new ProgramSection.Unknown(withTarget));
    assertThat(ProgramSection.of(rule.prefix() + "x")).isInstanceOf(ProgramSection.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "xdp/", "XDP", "mystery", ".text", "tc/", "kprobe.mult"})
  void otherNamesAreKept(String name) {
    ProgramSection section = ProgramSection.of(name);
    assertThat(section).isEqualTo(new ProgramSection.Unknown(name));
    assertThat(section.type()).isEqualTo(ProgramType.UNSPEC);
    assertThat(section.attachType()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "xdp, XDP, XDP, 0, true",
    "?xdp.frags, XDP, XDP, 32, false",
    "fentry.s/vfs_read, TRACING, TRACE_FENTRY, 16, true",
    "tcx/egress, SCHED_CLS, TCX_EGRESS, 0, true",
    "cgroup/connect6, CGROUP_SOCK_ADDR, CGROUP_INET6_CONNECT, 0, true",
  })
  void sayTypeAttachTypeFlagsAndWhetherToLoad(
      String name, ProgramType type, AttachType attach, int flags, boolean loaded) {
    ProgramSection section = ProgramSection.of(name);
    assertThat(section.type()).isEqualTo(type);
    assertThat(section.attachType()).contains(attach);
    assertThat(section.loadFlags()).isEqualTo(flags);
    assertThat(section.isLoadedByDefault()).isEqualTo(loaded);
  }
}
