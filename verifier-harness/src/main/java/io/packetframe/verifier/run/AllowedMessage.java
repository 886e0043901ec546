package io.packetframe.verifier.run;

import io.packetframe.PacketFrameException;
import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonValue;
import io.packetframe.record.RecordException;
import io.packetframe.record.RecordFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A complaint of the kernel's that is put up with for a while.
 *
 * @param pattern found in the complaint's line
 * @param kernels matches the ids of the kernels that say it
 * @param reason why it is not our fault, or whose it is
 * @param expires the last day on which it is
 */
record AllowedMessage(Pattern pattern, Pattern kernels, String reason, LocalDate expires) {
  AllowedMessage {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("an allowed message without a reason: " + pattern);
    }
  }

  /**
   * Reads the list of them.
   *
   * @throws PacketFrameException if it is not what it should be, with the place
   */
  static List<AllowedMessage> read(Path file) throws IOException, PacketFrameException {
    List<AllowedMessage> allowed = new ArrayList<>();
    RecordFields fields = RecordFields.of(JsonReader.read(Files.readString(file)), "allowed list");
    for (JsonValue entry : fields.array("allowed")) {
      String path = "allowed[" + allowed.size() + "]";
      RecordFields it = RecordFields.of(entry, path);
      try {
        allowed.add(
            new AllowedMessage(
                Pattern.compile(it.string("pattern")),
                Pattern.compile(it.string("kernels")),
                it.string("reason"),
                LocalDate.parse(it.string("expires"))));
      } catch (DateTimeException | IllegalArgumentException e) {
        throw new HarnessException(file + ": " + path + ": " + e.getMessage(), null);
      } catch (RecordException e) {
        throw new HarnessException(file + ": " + e.getMessage(), null);
      }
    }
    return List.copyOf(allowed);
  }

  /** Tells whether a kernel is meant. */
  boolean isFor(String kernel) {
    return kernels.matcher(kernel).matches();
  }

  /** Tells whether it is over. */
  boolean isExpired(LocalDate today) {
    return today.isAfter(expires);
  }
}
