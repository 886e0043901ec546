package io.packetframe.bpf.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.packetframe.bpf.feature.FirstKernels.Row;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.KernelConfiguration;
import io.packetframe.host.linux.KernelConfigurationSearch;
import io.packetframe.host.linux.KernelRelease;
import io.packetframe.host.linux.Reading;
import io.packetframe.spec.AttachType;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.PageSize;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelLog;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.OpenDescriptors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds every question to its word both ways: a kernel as new as the first one has to say yes, an
 * older one no.
 */
@KernelTest
class FeaturesOnThisKernelTest {
  /** The kernel's limit of CONFIG_MAX_SKB_FRAGS; 17 is usual. */
  private static final int MOST_FRAGMENTS = 45;

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final Features features = new Features(syscalls);
  private final Reading<KernelRelease> release = KernelRelease.read(HostFiles.ofThisHost());
  private final Optional<KernelConfiguration> configuration =
      KernelConfigurationSearch.read(HostFiles.ofThisHost(), release)
          .found()
          .map(KernelConfigurationSearch.Found::configuration);

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  @Test
  void programTypes() {
    check(FirstKernels.programTypes());
  }

  @Test
  void mapTypes() {
    check(FirstKernels.mapTypes());
  }

  @Test
  void helpers() {
    check(FirstKernels.helpers());
  }

  @Test
  void attachTypes() {
    check(FirstKernels.attachTypes());
  }

  @Test
  void programsInFrontOfFunctions() {
    List<Row> rows = FirstKernels.inFrontOfFunctions();
    for (Row row : rows) {
      if (row.question().apply(features) instanceof Answer.Inconclusive unknown
          && unknown.errno().equals(Optional.of(Errno.EPERM))) {
        abort(row.name() + ": " + unknown.why() + ", though the tests run as root");
      }
    }
    check(rows);
  }

  @Test
  void links() {
    check(FirstKernels.links());
  }

  @Test
  void instructionsLoopsTestRunsAndLookups() {
    check(FirstKernels.theRest());
  }

  @Test
  void everyTypeHasARow() {
    assertThat(FirstKernels.programTypes()).hasSize(ProgramType.values().length - 5);
    assertThat(FirstKernels.mapTypes()).hasSize(MapType.values().length);
    assertThat(FirstKernels.attachTypes()).hasSize(AttachType.values().length - 8);
    assertThat(FirstKernels.inFrontOfFunctions()).hasSize(4 + 4);
    assertThat(FirstKernels.links()).hasSize(LinkKind.values().length);
  }

  @Test
  void whatNoKernelHasIsUnsupported() {
    assertThat(features.helper(ProgramType.XDP, 100_000)).isInstanceOf(Answer.Unsupported.class);
    assertThat(features.helper(ProgramType.XDP, 18))
        .as("bpf_skb_vlan_push is for socket buffers alone")
        .isInstanceOf(Answer.Unsupported.class);
    assertThat(new FibLookupQuestion(1 << 30).ask(syscalls)).isInstanceOf(Answer.Unsupported.class);
  }

  @Test
  void aHelperOfAProgramWithoutATargetCannotBeAskedFor() {
    assertThat(features.helper(ProgramType.STRUCT_OPS, 1))
        .isInstanceOfSatisfying(
            Answer.Inconclusive.class, unknown -> assertThat(unknown.why()).contains("attach"));
  }

  @Test
  void aFrameFillsAPageButForHeadAndTail() throws Exception {
    int page = PageSize.ofThisHost().bytes();
    int largest = features.largestTestRunFrame().orElseThrow();
    // From Linux 5.18 on the rest goes into fragments, a page each.
    assertThat(largest).isBetween(3000, (MOST_FRAGMENTS + 1) * page);
    // The first page is cut to 4,096 bytes by some kernels whose pages are larger.
    int first = largest % page;
    assertThat(List.of(4096 - first, page - first))
        .as("bytes for head and tail, of a frame of " + largest + " and pages of " + page)
        .anySatisfy(rest -> assertThat(rest).isBetween(256, 1024));
    assertThat(features.testRunFrame(largest).isSupported()).isTrue();
    assertThat(features.testRunFrame(largest + 1)).isInstanceOf(Answer.Unsupported.class);
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    askAll();
    List<String> descriptors = OpenDescriptors.targets();
    KernelLog log = KernelLog.read();
    KernelIds.assertUnchangedBy(syscalls, this::askAll);
    assertThat(OpenDescriptors.targets()).isEqualTo(descriptors);
    assertThat(KernelLog.read().since(log)).noneMatch(line -> line.matches("(?i).*(bpf|xdp).*"));
  }

  private void askAll() {
    Features fresh = new Features(syscalls);
    for (List<Row> rows :
        List.of(
            FirstKernels.programTypes(),
            FirstKernels.mapTypes(),
            FirstKernels.helpers(),
            FirstKernels.attachTypes(),
            FirstKernels.inFrontOfFunctions(),
            FirstKernels.links(),
            FirstKernels.theRest())) {
      for (Row row : rows) {
        assertThat(row.question().apply(fresh)).as(row.name()).isNotNull();
      }
    }
  }

  private void check(List<Row> rows) {
    List<String> wrong = new ArrayList<>();
    for (Row row : rows) {
      Answer answer = row.question().apply(features);
      Optional<Boolean> expected = expected(row);
      if (!answer.isConclusive()
          || (expected.isPresent() && expected.get() != answer.isSupported())) {
        wrong.add(row.name() + ": " + answer + ", expected " + expected);
      }
    }
    assertThat(wrong).as("on " + release).isEmpty();
  }

  /** Returns what this kernel has to say; empty where its configuration is not known. */
  private Optional<Boolean> expected(Row row) {
    KernelRelease here = release.optional().orElseThrow();
    if (!here.isAtLeast(row.major(), row.minor())) {
      return Optional.of(row.backports().contains(here.major() + "." + here.minor()));
    }
    if (row.option().isEmpty()) {
      return Optional.of(true);
    }
    return configuration.map(options -> options.isBuiltIn(row.option()));
  }
}
