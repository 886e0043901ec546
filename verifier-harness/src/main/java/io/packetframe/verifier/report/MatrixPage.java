package io.packetframe.verifier.report;

import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.CapabilityRecord;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonWriter;
import io.packetframe.record.ProgramRecord;
import io.packetframe.record.TestRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A run on several kernels as one page of HTML that needs nothing beside itself: rows are
 * capabilities and tests, columns are kernels.
 */
public final class MatrixPage {
  private static final JsonValue NOTHING = new JsonValue.JsonNull();

  private final List<Column> columns;

  private MatrixPage(List<Column> columns) {
    this.columns = columns;
  }

  /**
   * Returns the page.
   *
   * @param about a line for its head: when and where it was made
   */
  public static String of(String about, List<Column> columns) {
    MatrixPage page = new MatrixPage(columns);
    JsonValue data =
        JsonValue.object()
            .put("about", about)
            .put("unlocked", JsonValue.ofStrings(page.unlocked()))
            .put("stackLimit", ProgramRecord.STACK_LIMIT)
            .put("kernels", page.kernels())
            .put("capabilities", page.capabilities())
            .put("tests", page.tests())
            .put("programs", page.programs())
            .build();
    // Inside of an element of HTML: nothing in it may end that element.
    return template().replace("@DATA@", JsonWriter.line(data).replace("<", "\\u003c"));
  }

  private List<String> unlocked() {
    return columns.stream()
        .map(Column::outcome)
        .flatMap(it -> it.unlocked().stream().map(why -> it.id() + ": " + why))
        .toList();
  }

  private static String template() {
    try (InputStream page = MatrixPage.class.getResourceAsStream("page.html")) {
      if (page == null) {
        throw new IllegalStateException("this installation has no page.html");
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("page.html", e);
    }
  }

  private JsonValue kernels() {
    List<JsonValue> kernels = new ArrayList<>();
    for (Column column : columns) {
      KernelOutcome outcome = column.outcome();
      JsonValue.ObjectBuilder ledger = JsonValue.object();
      outcome.ledger().forEach((milestone, millis) -> ledger.put(milestone, millis));
      kernels.add(
          JsonValue.object()
              .put("id", outcome.id())
              .put("release", outcome.release())
              .put("verdict", outcome.verdict())
              .put("judgement", outcome.judgement())
              .put("complaints", JsonValue.ofStrings(outcome.complaints()))
              .putIfPresent("crash", outcome.crash())
              .put("accelerator", outcome.accelerator())
              .put("acceleratorReason", outcome.acceleratorReason())
              .put("ledger", ledger.build())
              .put("tests", column.tests())
              .put("passed", column.passed())
              .put("console", JsonValue.ofStrings(column.console()))
              .build());
    }
    return new JsonValue.JsonArray(kernels);
  }

  private JsonValue capabilities() {
    Rows rows = new Rows();
    rows.fill(
        (column, add) -> {
          for (CapabilityRecord row : column.feasibility().capabilities()) {
            String text = row.reason().map(why -> row.detail() + "\n" + why).orElse(row.detail());
            add.accept(new Name(group(row.name()), row.name()), answer(row.status().word(), text));
          }
        });
    return rows.toJson();
  }

  private static String group(String capability) {
    int dot = capability.indexOf('.');
    return dot < 0 ? "host" : capability.substring(0, dot);
  }

  private JsonValue tests() {
    Rows rows = new Rows();
    rows.fill(
        (column, add) -> {
          for (TestRecord test : column.tests()) {
            String name = test.name().isEmpty() ? "(class)" : test.name();
            add.accept(
                new Name(test.className(), name),
                answer(test.verdict().word(), test.reason().orElse("")));
          }
        });
    return rows.toJson();
  }

  private JsonValue programs() {
    Rows rows = new Rows();
    rows.fill(
        (column, add) -> {
          for (ProgramRecord program : column.feasibility().programs()) {
            add.accept(
                new Name("", program.capability() + " / " + program.program()), program.toJson());
          }
        });
    return rows.toJson();
  }

  private static JsonValue answer(String word, String text) {
    return JsonValue.ofStrings(List.of(word, text));
  }

  /** What tells a row from others. */
  private record Name(String group, String name) {}

  /** Rows by name, in the order in which they are met, with an answer for each column. */
  private final class Rows {
    private final Map<String, Map<Name, List<JsonValue>>> groups = new LinkedHashMap<>();

    void fill(BiConsumer<AcceptanceRecord, BiConsumer<Name, JsonValue>> of) {
      for (int i = 0; i < columns.size(); i++) {
        int at = i;
        columns.get(i).record().ifPresent(it -> of.accept(it, (name, is) -> set(name, at, is)));
      }
    }

    private void set(Name name, int column, JsonValue answer) {
      Function<Name, List<JsonValue>> none =
          _ -> {
            List<JsonValue> answers = new ArrayList<>();
            columns.forEach(_ -> answers.add(NOTHING));
            return answers;
          };
      groups
          .computeIfAbsent(name.group(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(name, none)
          .set(column, answer);
    }

    JsonValue toJson() {
      List<JsonValue> rows = new ArrayList<>();
      for (Map<Name, List<JsonValue>> group : groups.values()) {
        group.forEach(
            (name, answers) ->
                rows.add(
                    JsonValue.object()
                        .put("group", name.group())
                        .put("name", name.name())
                        .put("answers", new JsonValue.JsonArray(answers))
                        .build()));
      }
      return new JsonValue.JsonArray(rows);
    }
  }
}
