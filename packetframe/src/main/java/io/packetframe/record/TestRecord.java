package io.packetframe.record;

import java.util.Comparator;
import java.util.Optional;

/**
 * A test that was met in a guest.
 *
 * @param className the class that holds it
 * @param name the method with its parameters; empty for the class as a whole
 * @param verdict how it ended
 * @param reason why it did not pass
 */
public record TestRecord(
    String className, String name, TestVerdict verdict, Optional<String> reason)
    implements Comparable<TestRecord> {
  private static final Comparator<TestRecord> ORDER =
      Comparator.comparing(TestRecord::className).thenComparing(TestRecord::name);

  public TestRecord {
    if (className.isBlank()) {
      throw new IllegalArgumentException("a test without a class: " + name);
    }
  }

  /** Returns class and method as people write them. */
  public String fullName() {
    return name.isEmpty() ? className : className + "." + name;
  }

  @Override
  public int compareTo(TestRecord other) {
    return ORDER.compare(this, other);
  }

  JsonValue toJson() {
    return JsonValue.object()
        .put("class", className)
        .put("name", name)
        .put("verdict", verdict.word())
        .putIfPresent("reason", reason)
        .build();
  }

  static TestRecord fromJson(JsonValue json, String path) throws RecordException {
    RecordFields fields = RecordFields.of(json, path);
    return new TestRecord(
        fields.string("class"),
        fields.string("name"),
        TestVerdict.ofWord(fields.string("verdict")),
        fields.optionalString("reason"));
  }
}
