package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.host.AssetChange;
import io.packetframe.host.AssetWatch;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonWriter;
import java.time.Duration;
import java.util.Locale;

/** Writes a line for each change of the machine's parts. */
final class InventoryWatch {
  private final AssetWatch watch;
  private final boolean human;

  InventoryWatch(AssetWatch watch, boolean human) {
    this.watch = watch;
    this.human = human;
  }

  /**
   * Goes on until the count is reached or nobody reads any more. A signal ends the process as any
   * other: there is nothing to take back.
   *
   * @param longest time between two looks; a notice of the system leads to one at once
   * @param count of looks; 0 for all there are
   */
  void run(Duration longest, int count, Console console) {
    for (int looked = 0; count == 0 || looked < count; looked++) {
      for (AssetChange change : watch.await(longest)) {
        console.out().println(human ? sentence(change) : json(change));
      }
      if (console.out().checkError()) {
        return;
      }
    }
  }

  private static String json(AssetChange change) {
    return JsonWriter.line(
        JsonValue.object()
            .put("kind", kind(change))
            .put("identity", change.identity())
            .put("field", change.field())
            .put("before", change.before())
            .put("after", change.after())
            .build());
  }

  private static String sentence(AssetChange change) {
    return Printable.escaped(
        kind(change)
            + " "
            + change.identity()
            + ": "
            + change.field()
            + " "
            + change.before()
            + " -> "
            + change.after());
  }

  private static String kind(AssetChange change) {
    return change.kind().name().toLowerCase(Locale.ROOT);
  }
}
