package io.packetframe.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void roundTripsEveryKindOfValue() throws RecordException {
    String text = "{\"b\":[1,-2.50,true,false,null,\"\\u0000\\n\\\"\"],\"a\":{}}";
    JsonValue value = JsonReader.read(text);
    assertThat(JsonReader.read(JsonWriter.pretty(value))).isEqualTo(value);
    assertThat(JsonWriter.line(value)).isEqualTo(text);
  }

  @Test
  void canonicalSortsMembersAtEveryDepth() {
    JsonValue value =
        JsonValue.object()
            .put("b", JsonValue.object().put("d", 1).put("c", 2).build())
            .put("a", "x")
            .build();
    assertThat(JsonWriter.canonical(value))
        .isEqualTo(
            """
            {
              "a": "x",
              "b": {
                "c": 2,
                "d": 1
              }
            }
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1,]", "{\"a\":1,\"a\":2}", "1 2", "{\"a\"}", "nul", "]"})
  void refusesWhatIsNotOneValue(String text) {
    assertThatThrownBy(() -> JsonReader.read(text))
        .isInstanceOf(RecordException.class)
        .hasMessageStartingWith("not JSON: line 1, column ");
  }

  @Test
  void refusesDepthThatCouldExhaustTheStack() {
    assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
        .isInstanceOf(RecordException.class)
        .hasMessageContaining("depth");
  }

  @Test
  void refusesAMemberGivenTwice() {
    JsonValue.ObjectBuilder builder = JsonValue.object().put("a", 1);
    assertThatThrownBy(() -> builder.put("a", 2)).hasMessage("member given twice: a");
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', feasibility.capabilities is missing",
    "'[]', feasibility is not an object",
    "'{\"capabilities\":1}', feasibility.capabilities is not an array",
    "'{\"capabilities\":[{}]}', feasibility.capabilities[0].name is missing",
    "'{\"capabilities\":[],\"version\":\"1\",\"passed\":false}', feasibility.passed contradicts its"
        + " rows",
    "'{\"capabilities\":[],\"version\":7,\"passed\":false}', feasibility.version is not a string",
  })
  void aRecordNamesTheFieldThatIsWrong(String text, String message) {
    assertThatThrownBy(() -> FeasibilityRecord.fromJson(JsonReader.read(text)))
        .isInstanceOf(RecordException.class)
        .hasMessage(message);
  }

  @Test
  void keepsTheOrderOfMembers() {
    assertThat(JsonValue.object().put("z", 1).put("a", 2).build().members().keySet())
        .containsExactly("z", "a");
  }
}
