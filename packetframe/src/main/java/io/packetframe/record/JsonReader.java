package io.packetframe.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.packetframe.record.JsonValue.JsonArray;
import io.packetframe.record.JsonValue.JsonBoolean;
import io.packetframe.record.JsonValue.JsonNull;
import io.packetframe.record.JsonValue.JsonNumber;
import io.packetframe.record.JsonValue.JsonObject;
import io.packetframe.record.JsonValue.JsonString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON that may come from anywhere: bounded in size and depth, no duplicate members. */
public final class JsonReader {
  /** The longest text taken, in characters. */
  public static final int MAX_LENGTH = 64 * 1024 * 1024;

  private static final int MAX_DEPTH = 64;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxDocumentLength(MAX_LENGTH)
                  .build())
          .build();

  private JsonReader() {}

  /**
   * Reads the one value of a text.
   *
   * @throws RecordException if the text is not exactly one JSON value, with line and column
   */
  public static JsonValue read(String text) throws RecordException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return onlyValue(parser);
    } catch (IOException e) {
      throw new RecordException("not JSON: " + e.getMessage(), e);
    }
  }

  private static JsonValue onlyValue(JsonParser parser) throws IOException, RecordException {
    try {
      JsonValue value = value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw at(parser, "something follows the value");
      }
      return value;
    } catch (JsonProcessingException e) {
      // A broken constraint carries no location of its own, so the parser's is taken.
      throw at(parser, e.getOriginalMessage());
    }
  }

  private static JsonValue value(JsonParser parser, @Nullable JsonToken token)
      throws IOException, RecordException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonString(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getDecimalValue());
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      case VALUE_NULL -> new JsonNull();
      case null -> throw at(parser, "the text ends where a value should stand");
      case FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw at(parser, "a value should stand here");
    };
  }

  private static JsonValue object(JsonParser parser) throws IOException, RecordException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      members.put(name, value(parser, parser.nextToken()));
    }
    return new JsonObject(members);
  }

  private static JsonValue array(JsonParser parser) throws IOException, RecordException {
    List<JsonValue> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(parser, token));
    }
    return new JsonArray(elements);
  }

  private static RecordException at(JsonParser parser, String what) {
    return new RecordException(
        "not JSON: line "
            + parser.currentLocation().getLineNr()
            + ", column "
            + parser.currentLocation().getColumnNr()
            + ": "
            + what,
        null);
  }
}
