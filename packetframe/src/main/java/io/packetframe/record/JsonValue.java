package io.packetframe.record;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value (RFC 8259) in memory. */
public sealed interface JsonValue {

  /** An object; members keep the order in which they were put. */
  record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    public JsonObject {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Returns the member of that name, if there is one. */
    public Optional<JsonValue> get(String name) {
      return Optional.ofNullable(members.get(name));
    }
  }

  /** An array. */
  record JsonArray(List<JsonValue> elements) implements JsonValue {
    public JsonArray {
      elements = List.copyOf(elements);
    }
  }

  /** A string. */
  record JsonString(String text) implements JsonValue {}

  /** A number; the scale is kept, so that 1.0 is written as it was read. */
  record JsonNumber(BigDecimal number) implements JsonValue {}

  /** {@code true} or {@code false}. */
  record JsonBoolean(boolean value) implements JsonValue {}

  /** {@code null}. */
  record JsonNull() implements JsonValue {}

  /** Returns a string value. */
  static JsonValue of(String text) {
    return new JsonString(text);
  }

  /** Returns a number value. */
  static JsonValue of(long number) {
    return new JsonNumber(BigDecimal.valueOf(number));
  }

  /** Returns a boolean value. */
  static JsonValue of(boolean value) {
    return new JsonBoolean(value);
  }

  /** Returns an array of strings. */
  static JsonValue ofStrings(Iterable<String> texts) {
    List<JsonValue> elements = new ArrayList<>();
    for (String text : texts) {
      elements.add(of(text));
    }
    return new JsonArray(elements);
  }

  /** Starts an object. */
  static ObjectBuilder object() {
    return new ObjectBuilder();
  }

  /** Collects members in order. */
  final class ObjectBuilder {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    private ObjectBuilder() {}

    /** Adds a member. */
    public ObjectBuilder put(String name, JsonValue value) {
      if (members.putIfAbsent(name, value) != null) {
        throw new IllegalArgumentException("member given twice: " + name);
      }
      return this;
    }

    /** Adds a string member. */
    public ObjectBuilder put(String name, String text) {
      return put(name, of(text));
    }

    /** Adds a number member. */
    public ObjectBuilder put(String name, long number) {
      return put(name, of(number));
    }

    /** Adds a boolean member. */
    public ObjectBuilder put(String name, boolean value) {
      return put(name, of(value));
    }

    /** Adds a string member if there is one. */
    public ObjectBuilder putIfPresent(String name, Optional<String> text) {
      text.ifPresent(present -> put(name, present));
      return this;
    }

    /** Returns the object. */
    public JsonObject build() {
      return new JsonObject(members);
    }
  }
}
