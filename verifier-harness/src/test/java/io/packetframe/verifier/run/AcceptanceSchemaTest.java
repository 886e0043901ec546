package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonWriter;
import io.packetframe.record.RecordFields;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What we write and what was accepted, against the schema that is committed. */
class AcceptanceSchemaTest {
  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(Repository.path("acceptance/schema/acceptance-1.json")));
  }

  private static List<Path> accepted() throws IOException {
    try (Stream<Path> files = Files.list(Repository.path("acceptance"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void whatIsWrittenIsValid() throws Exception {
    String text = JsonWriter.canonical(JudgeTest.passed().toJson());
    assertThat(schema().validate(text, InputFormat.JSON)).isEmpty();
    assertThat(schema().validate(text.replace("\"locked\"", "\"lokced\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void whatWasAcceptedIsValidCanonicalLockedAndPassed() throws Exception {
    for (Path file : accepted()) {
      String text = Files.readString(file);
      assertThat(schema().validate(text, InputFormat.JSON)).as(file.toString()).isEmpty();
      AcceptanceRecord record = AcceptanceRecord.fromJson(JsonReader.read(text));
      assertThat(JsonWriter.canonical(record.toJson())).isEqualTo(text);
      assertThat(record.kernel().locked()).isTrue();
      assertThat(record.passed()).isTrue();
      assertThat(record.run().clangPinned()).isTrue();
    }
  }

  @Test
  void whatTheShippedCommandSaidInAGuestFollowsItsOwnSchema() throws Exception {
    Path own =
        Repository.path(
            "packetframe/src/main/resources/io/packetframe/record/feasibility-1.schema.json");
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(own));
    for (Path file : accepted()) {
      JsonValue feasibility =
          RecordFields.of(JsonReader.read(Files.readString(file)), "record").value("feasibility");
      assertThat(schema.validate(JsonWriter.line(feasibility), InputFormat.JSON))
          .as(file.toString())
          .isEmpty();
    }
  }

  @Test
  void everyKernelThatCountsIsAcceptedAndNoneThatIsUnknown() throws Exception {
    Collection<KernelEntry> entries =
        Catalogue.read(Repository.path("qemu-images/kernels.json")).entries();
    Set<String> accepted =
        accepted().stream()
            .map(file -> String.valueOf(file.getFileName()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(accepted)
        .containsAll(files(entries.stream().filter(it -> it.lane().counts())))
        .isSubsetOf(files(entries.stream()));
  }

  private static Set<String> files(Stream<KernelEntry> entries) {
    return entries.map(it -> it.id() + ".json").collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aPartialRecordIsValidToo() throws Exception {
    String text = JsonWriter.canonical(JudgeTest.partial().toJson());
    assertThat(schema().validate(text, InputFormat.JSON)).isEmpty();
    assertThat(AcceptanceRecord.fromJson(JsonReader.read(text))).isEqualTo(JudgeTest.partial());
  }
}
