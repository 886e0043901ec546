package io.packetframe.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.packetframe.record.JsonValue.JsonArray;
import io.packetframe.record.JsonValue.JsonBoolean;
import io.packetframe.record.JsonValue.JsonNull;
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

  private static void write(JsonGenerator generator, JsonValue value, boolean sorted)
      throws IOException {
    switch (value) {
      case JsonObject object -> {
        generator.writeStartObject();
        Map<String, JsonValue> members =
            sorted ? new TreeMap<>(object.members()) : object.members();
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
          generator.writeFieldName(member.getKey());
          write(generator, member.getValue(), sorted);
        }
        generator.writeEndObject();
      }
      case JsonArray array -> {
        generator.writeStartArray();
        for (JsonValue element : array.elements()) {
          write(generator, element, sorted);
        }
        generator.writeEndArray();
      }
      case JsonString string -> generator.writeString(string.text());
      case JsonNumber number -> generator.writeNumber(number.number());
      case JsonBoolean bool -> generator.writeBoolean(bool.value());
      case JsonNull _ -> generator.writeNull();
    }
  }
}
