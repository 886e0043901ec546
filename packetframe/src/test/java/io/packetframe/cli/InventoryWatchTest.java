package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.Asset;
import io.packetframe.host.AssetWatch;
import io.packetframe.host.Fact;
import io.packetframe.host.Notices;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code inventory --watch} says of parts that change. */
class InventoryWatchTest {
  private static final Asset DISK = disk("sd\u001ba", 100);

  private final Deque<List<Asset>> looks =
      new ArrayDeque<>(
          List.of(List.of(DISK), List.of(disk("sd\u001ba", 90)), List.of(), List.of(DISK)));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void eachChangeIsALineOfJson() {
    watch(false, 3, stream());
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            line("capacity", "100", "90"),
            line("presence", "present", "absent"),
            line("presence", "absent", "present"));
  }

  private static String line(String field, String before, String after) {
    return """
    {"kind":"storage","identity":"serial 7","field":"%s","before":"%s","after":"%s"}\
    """
        .formatted(field, before, after);
  }

  @Test
  void orASentenceWithoutControlCharacters() {
    watch(true, 3, stream());
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "storage serial 7: capacity 100 -> 90",
            "storage serial 7: presence present -> absent",
            "storage serial 7: presence absent -> present");
  }

  @Test
  void itEndsWhenNobodyReadsAnyMore() {
    PrintStream closed = new PrintStream(OutputStream.nullOutputStream(), true);
    closed.close();
    watch(true, 0, closed);
    assertThat(looks).hasSize(2);
  }

  private PrintStream stream() {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  private void watch(boolean human, int count, PrintStream to) {
    AssetWatch watch = new AssetWatch(looks::remove, new AtOnce());
    new InventoryWatch(watch, human)
        .run(Duration.ofSeconds(1), count, new Console(to, to, () -> false));
  }

  private static Asset disk(String name, long capacity) {
    return new Asset(
        Asset.Kind.STORAGE,
        "serial 7",
        name,
        Fact.known(capacity),
        Fact.unknown("not mounted"),
        Fact.unknown("no evidence"));
  }

  private static final class AtOnce implements Notices {
    @Override
    public boolean await(Duration longest) {
      return true;
    }

    @Override
    public void close() {}
  }
}
