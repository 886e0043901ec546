package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleTest {
  @TempDir private Path root;
  private Workspace workspace = new Workspace(Path.of("none"));

  @BeforeEach
  void results() throws Exception {
    workspace = new Workspace(root);
    Files.createDirectories(workspace.results());
    Files.createDirectories(root.resolve("acceptance"));
  }

  private List<String> order(String... ids) {
    return new Schedule(workspace)
            .longestFirst(List.of(ids).stream().map(KernelId::new).toList(), Function.identity())
            .stream()
            .map(KernelId::text)
            .toList();
  }

  private void took(String id, long millis) throws Exception {
    Files.writeString(
        workspace.outcome(new KernelId(id)),
        """
        {"kernel": "%s", "release": "1", "verdict": "pass", "complaints": [], "accelerator": "tcg",
         "acceleratorReason": "asked for", "ledgerMillis": {"init": 1, "powerOff": %d},
         "classMillis": {"a.BTest": 5}, "advisory": false}
        """
            .formatted(id, millis));
  }

  @Test
  void theLongestComesFirstAndWhoIsUnknownBeforeAll() throws Exception {
    took("a-1", 10);
    took("a-2", 30);
    took("a-3", 20);
    assertThat(order("a-1", "a-2", "a-3", "a-4")).containsExactly("a-4", "a-2", "a-3", "a-1");
  }

  @Test
  void whereNoRunIsLeftTheAcceptedRecordTells() throws Exception {
    String id = "debian-6.1-amd64";
    Files.copy(Repository.path("acceptance/" + id + ".json"), workspace.accepted(new KernelId(id)));
    took("a-1", 10);
    took("a-2", 100_000_000);
    assertThat(order("a-1", id, "a-2")).containsExactly("a-2", id, "a-1");
  }

  @Test
  void howLongClassesTookIsKnownOnceTheyRan() throws Exception {
    took("a-1", 10);
    Schedule schedule = new Schedule(workspace);
    assertThat(schedule.classMillis(new KernelId("a-1"))).isEqualTo(Map.of("a.BTest", 5L));
    assertThat(schedule.classMillis(new KernelId("a-2"))).isEmpty();
  }

  @Test
  void aTornFileOnlyMakesItUnknown() throws Exception {
    took("a-1", 10);
    Files.writeString(workspace.outcome(new KernelId("a-2")), "{");
    assertThat(order("a-1", "a-2")).containsExactly("a-2", "a-1");
  }
}
