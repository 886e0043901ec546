package io.packetframe.daemon;

import io.packetframe.module.Attachment;
import io.packetframe.module.Hook;
import io.packetframe.net.InterfaceName;
import io.packetframe.net.LiteralException;
import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonWriter;
import io.packetframe.record.RecordException;
import io.packetframe.record.RecordFields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code attachments.json}: what is attached. It is written before the first attachment with what
 * is going to be done, so that after any crash it names at least all that there is to mend.
 */
public final class AttachmentRegistry {
  private static final String OFFLOADS = "restore_offloads";

  private AttachmentRegistry() {}

  /**
   * Writes it.
   *
   * @throws StateException if it cannot be written
   */
  public static void write(StateDirectory directory, String module, List<Attachment> attachments)
      throws StateException {
    List<JsonValue> rows = new ArrayList<>();
    for (Attachment attachment : attachments) {
      rows.add(
          JsonValue.object()
              .put("iface", attachment.port().text())
              .put("hook", attachment.hook().text())
              .put("prog_id", Integer.toUnsignedLong(attachment.programId()))
              .put("pinned_path", attachment.pin().toString())
              .put(OFFLOADS, SwitchedOffloads.json(attachment.offloads()))
              .build());
    }
    JsonValue registry =
        JsonValue.object()
            .put("module", module)
            .put("attachments", new JsonValue.JsonArray(rows))
            .build();
    directory.write(StateFiles.ATTACHMENTS, JsonWriter.pretty(registry));
  }

  /**
   * Reads it; empty where there is none.
   *
   * @throws StateException if it cannot be read or is no such file
   */
  public static Optional<List<Attachment>> read(StateDirectory directory) throws StateException {
    Optional<String> text = directory.read(StateFiles.ATTACHMENTS);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<Attachment> attachments = new ArrayList<>();
      RecordFields fields = RecordFields.of(JsonReader.read(text.get()), "registry");
      for (JsonValue row : fields.array("attachments")) {
        attachments.add(
            attachment(RecordFields.of(row, "registry.attachments[" + attachments.size() + "]")));
      }
      return Optional.of(attachments);
    } catch (RecordException | LiteralException | IllegalArgumentException e) {
      throw new StateException(
          "cannot understand "
              + directory.path().resolve(StateFiles.ATTACHMENTS)
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static Attachment attachment(RecordFields row) throws RecordException, LiteralException {
    return new Attachment(
        InterfaceName.parse(row.string("iface")),
        hook(row.string("hook")),
        (int) row.integer("prog_id"),
        Path.of(row.string("pinned_path")),
        SwitchedOffloads.read(row.array(OFFLOADS), OFFLOADS));
  }

  private static Hook hook(String name) {
    return Hook.named(name)
        .orElseThrow(() -> new IllegalArgumentException("no hook is named " + name));
  }
}
