package io.packetframe.cli;

import io.packetframe.host.Fact;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonValue.JsonArray;
import io.packetframe.record.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Facts as JSON: the value, or {@code {"unknown": reason}} in its place. */
final class FactJson {
  /** Places of a share behind the point; a percent has two of them. */
  private static final int PLACES = 4;

  private FactJson() {}

  static <T> JsonValue of(Fact<T> fact, Function<T, JsonValue> json) {
    Optional<T> value = fact.optional();
    return value.isPresent()
        ? json.apply(value.get())
        : JsonValue.object().put("unknown", fact.reason().orElseThrow()).build();
  }

  static JsonValue text(Fact<String> fact) {
    return of(fact, JsonValue::of);
  }

  static JsonValue number(Fact<Long> fact) {
    return of(fact, JsonValue::of);
  }

  static JsonValue small(Fact<Integer> fact) {
    return of(fact, number -> JsonValue.of(number.longValue()));
  }

  static JsonValue truth(Fact<Boolean> fact) {
    return of(fact, JsonValue::of);
  }

  static JsonValue share(Fact<Double> fact) {
    return of(fact, FactJson::decimal);
  }

  static <T> JsonValue list(Fact<List<T>> fact, Function<T, JsonValue> json) {
    return of(fact, values -> array(values, json));
  }

  static <T> JsonValue array(List<T> values, Function<T, JsonValue> json) {
    List<JsonValue> elements = new ArrayList<>();
    for (T value : values) {
      elements.add(json.apply(value));
    }
    return new JsonArray(elements);
  }

  static JsonValue numbers(List<Integer> numbers) {
    return array(numbers, number -> JsonValue.of(number.longValue()));
  }

  /** A number with as many places behind the point as we vouch for. */
  static JsonValue decimal(double number) {
    BigDecimal rounded =
        BigDecimal.valueOf(number).setScale(PLACES, RoundingMode.HALF_UP).stripTrailingZeros();
    return new JsonNumber(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
  }
}
