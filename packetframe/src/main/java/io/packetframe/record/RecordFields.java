package io.packetframe.record;

import io.packetframe.record.JsonValue.JsonArray;
import io.packetframe.record.JsonValue.JsonBoolean;
import io.packetframe.record.JsonValue.JsonNumber;
import io.packetframe.record.JsonValue.JsonObject;
import io.packetframe.record.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Typed access to the members of an object, with the path of what is missing or of another type.
 */
public final class RecordFields {
  private final JsonObject object;
  private final String path;

  private RecordFields(JsonObject object, String path) {
    this.object = object;
    this.path = path;
  }

  /** Returns the members of an object; {@code path} is how messages call it. */
  public static RecordFields of(JsonValue value, String path) throws RecordException {
    if (value instanceof JsonObject object) {
      return new RecordFields(object, path);
    }
    throw new RecordException(path + " is not an object", null);
  }

  /** Tells whether a member is there. */
  public boolean has(String name) {
    return object.get(name).isPresent();
  }

  /** Returns a member of any type that must be there. */
  public JsonValue value(String name) throws RecordException {
    return required(name);
  }

  /** Returns a string that must be there. */
  public String string(String name) throws RecordException {
    if (required(name) instanceof JsonString string) {
      return string.text();
    }
    throw wrongType(name, "a string");
  }

  /** Returns a string that may be missing. */
  public Optional<String> optionalString(String name) throws RecordException {
    return object.get(name).isPresent() ? Optional.of(string(name)) : Optional.empty();
  }

  /** Returns a boolean that must be there. */
  public boolean bool(String name) throws RecordException {
    if (required(name) instanceof JsonBoolean bool) {
      return bool.value();
    }
    throw wrongType(name, "true or false");
  }

  /** Returns an integer that must be there. */
  public long integer(String name) throws RecordException {
    if (required(name) instanceof JsonNumber number) {
      try {
        return number.number().longValueExact();
      } catch (ArithmeticException e) {
        throw wrongType(name, "an integer of 64 bits");
      }
    }
    throw wrongType(name, "an integer");
  }

  /** Returns an integer that may be missing. */
  public OptionalLong optionalInteger(String name) throws RecordException {
    return object.get(name).isPresent() ? OptionalLong.of(integer(name)) : OptionalLong.empty();
  }

  /** Returns the elements of an array that may be missing. */
  public List<JsonValue> optionalArray(String name) throws RecordException {
    return object.get(name).isPresent() ? array(name) : List.of();
  }

  /** Returns the elements of an array that must be there. */
  public List<JsonValue> array(String name) throws RecordException {
    if (required(name) instanceof JsonArray array) {
      return array.elements();
    }
    throw wrongType(name, "an array");
  }

  /** Returns an array that must be there and holds strings only. */
  public List<String> strings(String name) throws RecordException {
    List<String> strings = new ArrayList<>();
    for (JsonValue element : array(name)) {
      if (!(element instanceof JsonString string)) {
        throw wrongType(name, "an array of strings");
      }
      strings.add(string.text());
    }
    return strings;
  }

  /** Returns an array of strings that may be missing. */
  public List<String> optionalStrings(String name) throws RecordException {
    return object.get(name).isPresent() ? strings(name) : List.of();
  }

  /** Returns the members of an object that must be there. */
  public RecordFields object(String name) throws RecordException {
    return of(required(name), path + "." + name);
  }

  /** Returns an object whose members are all strings. */
  public SortedMap<String, String> texts(String name) throws RecordException {
    RecordFields members = object(name);
    SortedMap<String, String> texts = new TreeMap<>();
    for (String member : members.object.members().keySet()) {
      texts.put(member, members.string(member));
    }
    return texts;
  }

  /** Returns an object whose members are all integers, in their order. */
  public SequencedMap<String, Long> integers(String name) throws RecordException {
    RecordFields members = object(name);
    SequencedMap<String, Long> integers = new LinkedHashMap<>();
    for (String member : members.object.members().keySet()) {
      integers.put(member, members.integer(member));
    }
    return integers;
  }

  private JsonValue required(String name) throws RecordException {
    Optional<JsonValue> value = object.get(name);
    if (value.isEmpty()) {
      throw new RecordException(path + "." + name + " is missing", null);
    }
    return value.get();
  }

  private RecordException wrongType(String name, String expected) {
    return new RecordException(path + "." + name + " is not " + expected, null);
  }
}
