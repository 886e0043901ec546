package io.packetframe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.packetframe.fastpath.FastPathForm;
import io.packetframe.fastpath.Stages;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.PrivateBpffs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every tag in against every device out, in both families, modes and forms, on real wires. */
@KernelTest
class WireMatrixTest {
  private static final String TABLE = "wire-matrix.md";
  private static final Map<Pair, List<Result>> RESULTS = new HashMap<>();
  private static Optional<String> noVlans = Optional.empty();
  private static int runs;

  /** All frames first: a pair alone would pay for loading, and for the topology. */
  @BeforeAll
  static void run(@TempDir Path folder, TestReporter reporter) throws Exception {
    try (WireNetwork network = WireNetwork.make();
        PrivateBpffs bpffs = PrivateBpffs.over(folder)) {
      noVlans = network.noVlans();
      WireRun run = new WireRun(noVlans.isEmpty());
      for (Stages stages : Stages.values()) {
        for (boolean kernelVlans : List.of(true, false)) {
          Path pins = bpffs.pin(stages.text() + runs);
          FastPathForm form = new FastPathForm(Optional.of(stages), kernelVlans);
          for (Result result : network.network().call(() -> run.through(form, pins))) {
            RESULTS.computeIfAbsent(Pair.of(result.cell()), _ -> new ArrayList<>()).add(result);
          }
          runs++;
          if (!run.askedTheKernel()) {
            // It cannot answer: the other run would be the same.
            break;
          }
        }
      }
    }
    String table = WireTable.of(RESULTS);
    reporter.publishEntry(TABLE, table);
    // Guests have no checkout.
    String root = System.getProperty("root.directory");
    if (root != null) {
      Files.writeString(Path.of(root, "packetframe", "target", TABLE), table);
    }
  }

  static List<Pair> pairs() {
    return Pair.all();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void forwardsOrPassesEveryFrameAsItHasTo(Pair pair) {
    if (pair.needsDevices() && noVlans.isPresent()) {
      abort(noVlans.get());
    }
    List<Result> results = RESULTS.getOrDefault(pair, List.of());
    assertThat(results).hasSize(runs * pair.frames());
    assertThat(results.stream().filter(it -> !it.complaints().isEmpty()).map(Result::toString))
        .isEmpty();
  }
}
