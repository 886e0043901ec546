package io.packetframe.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.packetframe.record.JsonValue.JsonArray;
import io.packetframe.record.JsonValue.JsonBoolean;
import io.packetframe.record.JsonValue.JsonNumber;
import io.packetframe.record.JsonValue.JsonObject;
import io.packetframe.record.JsonValue.JsonString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Writes JSON: the same value gives the same bytes on every machine. */
public final class JsonWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonWriter() {}

  /** Returns indented JSON with members in their own order, ended by a line feed. */
  public static String pretty(JsonValue value) {
    return write(value, false, true) + "\n";
  }

  /** Returns indented JSON with members sorted by name, ended by a line feed. */
  public static String canonical(JsonValue value) {
    return write(value, true, true) + "\n";
  }

  /** Returns JSON on one line, without a line feed. */
  public static String line(JsonValue value) {
    return write(value, false, false);
  }

  private static String write(JsonValue value, boolean sorted, boolean indented) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      if (indented) {
        // Line feeds by name: the platform's own line separator would change the bytes.
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        generator.setPrettyPrinter(
            new DefaultPrettyPrinter(
                    Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter));
      }
      write(generator, value, sorted);
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes every write", e);
    }
    return text.toString();
  }

  // Not a pattern switch: the first of a process has the JDK generate code for it, which took a
  // quarter of this command's whole start.
  private static void write(JsonGenerator generator, JsonValue value, boolean sorted)
      throws IOException {
    if (value instanceof JsonString string) {
      generator.writeString(string.text());
    } else if (value instanceof JsonBoolean bool) {
      generator.writeBoolean(bool.value());
    } else if (value instanceof JsonNumber number) {
      generator.writeNumber(number.number());
    } else if (value instanceof JsonObject object) {
      write(generator, object, sorted);
    } else if (value instanceof JsonArray array) {
      write(generator, array, sorted);
    } else {
      generator.writeNull();
    }
  }

  private static void write(JsonGenerator generator, JsonObject object, boolean sorted)
      throws IOException {
    generator.writeStartObject();
    Map<String, JsonValue> members = sorted ? new TreeMap<>(object.members()) : object.members();
    for (Map.Entry<String, JsonValue> member : members.entrySet()) {
      generator.writeFieldName(member.getKey());
      write(generator, member.getValue(), sorted);
    }
    generator.writeEndObject();
  }

  private static void write(JsonGenerator generator, JsonArray array, boolean sorted)
      throws IOException {
    generator.writeStartArray();
    for (JsonValue element : array.elements()) {
      write(generator, element, sorted);
    }
    generator.writeEndArray();
  }
}
