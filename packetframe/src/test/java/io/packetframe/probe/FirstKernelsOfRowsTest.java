package io.packetframe.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.KernelConfiguration;
import io.packetframe.host.linux.KernelConfigurationSearch;
import io.packetframe.host.linux.KernelRelease;
import io.packetframe.host.linux.Reading;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.KernelTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every row about what a kernel has, held to the first kernel that its description names: that one
 * and newer ones pass, older ones do not. Exceptions have a name here.
 */
@KernelTest
class FirstKernelsOfRowsTest {
  private static final Pattern FIRST_KERNEL = Pattern.compile("^(\\d+)\\.(\\d+)\\b");

  /** About the host, its settings or our objects: no kernel brought or brings them. */
  private static final Pattern NO_KERNELS_OWN =
      Pattern.compile(
          "kconfig|bpffs|sysctl\\..*|rlimit\\..*|kernel\\.version|program\\..*|xdp\\.per_.*");

  /** Lines of long-term kernels that got later what a newer kernel brought. */
  private static final Map<String, List<String>> BACKPORTS =
      Map.of(
          "fib_lookup.tbid", List.of("6.1"),
          "fib_lookup.src", List.of("6.1"));

  /** Rows that a new kernel lacks where it was built without an option. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "link.tcx", "CONFIG_NET_XGRESS",
          "link.perf_event", "CONFIG_PERF_EVENTS",
          "btf.vmlinux", "CONFIG_DEBUG_INFO_BTF",
          "jit.always_on", "CONFIG_BPF_JIT_ALWAYS_ON");

  private final HostFiles files = HostFiles.ofThisHost();
  private final ProbedHost host =
      new ProbedHost(LinuxSystem.syscalls(), files, Path.of("/sys/fs/bpf/packetframe"));
  private final Reading<KernelRelease> reading = KernelRelease.read(files);
  private final KernelRelease release = reading.optional().orElseThrow();
  private final Optional<KernelConfiguration> configuration =
      KernelConfigurationSearch.read(files, reading)
          .found()
          .map(KernelConfigurationSearch.Found::configuration);

  @Test
  void everyRowIsThereFromItsFirstKernelOnAndNotBefore() {
    List<Finding> findings = new ArrayList<>(Feasibility.of(host, List.of(), ConfigQuestions.NONE));
    findings.addAll(Feasibility.advisories(host));
    List<String> wrong = new ArrayList<>();
    int held = 0;
    for (Finding finding : findings) {
      if (!NO_KERNELS_OWN.matcher(finding.name()).matches()) {
        held++;
        Optional<Boolean> expected = expected(finding.name());
        boolean conclusive =
            finding.verdict() instanceof Verdict.Supported
                || finding.verdict() instanceof Verdict.Unsupported;
        boolean there = finding.verdict() instanceof Verdict.Supported;
        if (!conclusive || (expected.isPresent() && expected.get() != there)) {
          wrong.add(finding + ", expected " + expected);
        }
      }
    }
    assertThat(wrong).as("on " + release.text()).isEmpty();
    assertThat(held).isGreaterThan(30);
  }

  /** Empty where only the configuration would tell, and it cannot be read. */
  private Optional<Boolean> expected(String row) {
    if (!release.isAtLeast(number(row, 1), number(row, 2))) {
      String line = release.major() + "." + release.minor();
      return Optional.of(BACKPORTS.getOrDefault(row, List.of()).contains(line));
    }
    String option = OPTIONS.get(row);
    return option == null
        ? Optional.of(true)
        : configuration.map(options -> options.isBuiltIn(option));
  }

  private static int number(String row, int group) {
    String since =
        Catalogue.descriptions().stream()
            .filter(it -> it.name().equals(row))
            .findFirst()
            .orElseThrow()
            .since();
    Matcher matcher = FIRST_KERNEL.matcher(since);
    assertThat(matcher.find()).as(row + " does not begin with a kernel: " + since).isTrue();
    return Integer.parseInt(matcher.group(group));
  }

  @Test
  void theFunctionsOfTheKernelSayTheSameAsItsConfiguration() {
    Verdict functions = AlwaysCompiledProbe.byFunctions(files);
    assertThat(functions).isNotInstanceOf(Verdict.Inconclusive.class);
    configuration.ifPresent(
        options ->
            assertThat(functions instanceof Verdict.Supported)
                .as(functions.toString())
                .isEqualTo(options.isBuiltIn("CONFIG_BPF_JIT_ALWAYS_ON")));
  }

  @Test
  void everyExceptionIsAboutARow() {
    List<String> rows = Catalogue.descriptions().stream().map(it -> it.name()).toList();
    assertThat(rows).containsAll(BACKPORTS.keySet()).containsAll(OPTIONS.keySet());
  }
}
