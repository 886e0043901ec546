package io.packetframe.verifier.kernel;

import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonValue.JsonString;
import io.packetframe.record.RecordException;
import io.packetframe.record.RecordFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The kernels that we know, from {@code qemu-images/kernels.json}. */
public final class Catalogue {
  private final SortedMap<KernelId, KernelEntry> entries;

  private Catalogue(SortedMap<KernelId, KernelEntry> entries) {
    this.entries = entries;
  }

  /** Reads the catalogue's file. */
  public static Catalogue read(Path file) throws KernelException {
    try {
      return parse(Files.readString(file));
    } catch (IOException | RecordException | IllegalArgumentException e) {
      throw new KernelException(file + ": " + e.getMessage(), null, e);
    }
  }

  static Catalogue parse(String text) throws RecordException {
    SortedMap<KernelId, KernelEntry> entries = new TreeMap<>();
    for (JsonValue json : RecordFields.of(JsonReader.read(text), "catalogue").array("kernels")) {
      RecordFields fields = RecordFields.of(json, "catalogue.kernels[" + entries.size() + "]");
      KernelId id = new KernelId(fields.string("id"));
      KernelEntry entry =
          new KernelEntry(
              id,
              fields.string("architecture"),
              texts(fields.array("suites")),
              texts(fields.array("packages")).stream().map(Catalogue::pattern).toList(),
              pattern(fields.string("release")),
              fields.bool("btf"));
      if (entries.put(id, entry) != null) {
        throw new IllegalArgumentException("kernel listed twice: " + id);
      }
    }
    return new Catalogue(entries);
  }

  /** Returns all entries, sorted by id. */
  public Collection<KernelEntry> entries() {
    return List.copyOf(entries.values());
  }

  /** Returns the entry of an id. */
  public KernelEntry entry(KernelId id) throws KernelException {
    KernelEntry entry = entries.get(id);
    if (entry == null) {
      throw new KernelException(
          "no kernel " + id + " in the catalogue", "one of " + entries.keySet(), null);
    }
    return entry;
  }

  private static List<String> texts(List<JsonValue> values) {
    List<String> texts = new ArrayList<>();
    for (JsonValue value : values) {
      if (!(value instanceof JsonString string)) {
        throw new IllegalArgumentException("a list of texts holds something else");
      }
      texts.add(string.text());
    }
    return texts;
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a pattern: " + e.getMessage(), e);
    }
  }
}
