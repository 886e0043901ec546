package io.packetframe.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of a machine in a record: a value, or why there is none. */
class AssetRecordTest {
  private static final String DISK =
      """
      {"kind":"storage","identity":"serial 7","name":"sda","capacity":100,\
      "used":{"unknown":"not mounted"},"health":"complete"}\
      """;

  @Test
  void whatIsWrittenIsRead() throws RecordException {
    List<AssetRecord> assets = read(DISK);
    assertThat(assets.getFirst().used()).isEmpty();
    assertThat(assets.getFirst().unknown()).isEqualTo(Map.of("used", "not mounted"));
    assertThat(JsonWriter.line(AssetRecord.toJson(assets))).isEqualTo("[" + DISK + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"capacity\":\"much\"", "\"capacity\":{}", "\"size\":1"})
  void whatIsNeitherAValueNorAReasonIsRefusedByName(String capacity) {
    assertThatThrownBy(() -> read(DISK.replace("\"capacity\":100", capacity)))
        .isInstanceOf(RecordException.class)
        .hasMessageStartingWith("assets[0].capacity");
  }

  @Test
  void aValueAndAReasonExcludeEachOther() {
    assertThatThrownBy(() -> memory(OptionalLong.of(1), Map.of("capacity", "x", "used", "y")))
        .hasMessage("memory: capacity is either there or unknown for a reason");
    assertThatThrownBy(() -> memory(OptionalLong.empty(), Map.of("used", "y")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> memory(OptionalLong.of(1), Map.of("used", "y", "size", "x")))
        .hasMessage("memory: no such fields: [size, used]");
  }

  private static List<AssetRecord> read(String json) throws RecordException {
    return AssetRecord.fromJson(List.of(JsonReader.read(json)), "assets");
  }

  private static AssetRecord memory(OptionalLong capacity, Map<String, String> unknown) {
    return new AssetRecord(
        "memory",
        "memory",
        "memory",
        capacity,
        OptionalLong.empty(),
        Optional.of("complete"),
        new TreeMap<>(unknown));
  }
}
