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

/** The kernels and user lands that we know, from {@code qemu-images/kernels.json}. */
public final class Catalogue {
  private final SortedMap<KernelId, KernelEntry> entries;
  private final SortedMap<KernelId, UserlandEntry> userlands;

  private Catalogue(
      SortedMap<KernelId, KernelEntry> entries, SortedMap<KernelId, UserlandEntry> userlands) {
    this.entries = entries;
    this.userlands = userlands;
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
    RecordFields catalogue = RecordFields.of(JsonReader.read(text), "catalogue");
    for (JsonValue json : catalogue.array("kernels")) {
      RecordFields fields = RecordFields.of(json, "catalogue.kernels[" + entries.size() + "]");
      KernelId id = new KernelId(fields.string("id"));
      KernelEntry entry =
          new KernelEntry(
              id,
              Architecture.of(fields.string("architecture")),
              Archive.of(fields.string("archive")),
              texts(fields.array("suites")),
              patterns(fields.array("packages")),
              fields.optionalString("pool"),
              pattern(fields.string("release")),
              fields.bool("btf"),
              Lane.of(fields.string("lane")),
              fields.optionalStrings("standardSuites"));
      if (entries.put(id, entry) != null) {
        throw new IllegalArgumentException("kernel listed twice: " + id);
      }
    }
    return new Catalogue(entries, userlands(catalogue));
  }

  private static SortedMap<KernelId, UserlandEntry> userlands(RecordFields catalogue)
      throws RecordException {
    SortedMap<KernelId, UserlandEntry> userlands = new TreeMap<>();
    for (JsonValue json : catalogue.array("userlands")) {
      RecordFields fields = RecordFields.of(json, "catalogue.userlands[" + userlands.size() + "]");
      KernelId id = new KernelId(fields.string("id"));
      UserlandEntry entry =
          new UserlandEntry(
              id,
              Architecture.of(fields.string("architecture")),
              texts(fields.array("suites")),
              patterns(fields.array("packages")));
      if (userlands.put(id, entry) != null) {
        throw new IllegalArgumentException("user land listed twice: " + id);
      }
    }
    return userlands;
  }

  /** Returns all entries, sorted by id. */
  public Collection<KernelEntry> entries() {
    return List.copyOf(entries.values());
  }

  /** Returns the entries that every submission runs, sorted by id. */
  public Collection<KernelEntry> standard() {
    return entries.values().stream().filter(it -> it.lane() == Lane.STANDARD).toList();
  }

  /** Returns the entries of an architecture, the oldest version first. */
  public List<KernelEntry> byVersion(Architecture architecture) {
    return entries.values().stream()
        .filter(it -> it.architecture() == architecture)
        .sorted((left, right) -> DebianVersion.compare(left.id().version(), right.id().version()))
        .toList();
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

  /** Returns all user lands, sorted by id. */
  public Collection<UserlandEntry> userlands() {
    return List.copyOf(userlands.values());
  }

  /** Returns the user land for guests of an architecture that is not the host's. */
  public UserlandEntry userland(Architecture architecture) throws KernelException {
    for (UserlandEntry entry : userlands.values()) {
      if (entry.architecture() == architecture) {
        return entry;
      }
    }
    throw new KernelException("the catalogue has no user land for " + architecture, null, null);
  }

  private static List<Pattern> patterns(List<JsonValue> values) {
    return texts(values).stream().map(Catalogue::pattern).toList();
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
