package io.packetframe.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.packetframe.lint.Finding;
import io.packetframe.lint.KernelLine;
import io.packetframe.lint.ProgramReport;
import io.packetframe.spec.LineInfo;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The answer of {@code lint --json}; its schema is {@code lint-1.schema.json}. */
final class LintJson {
  private LintJson() {}

  static String text(Path file, List<ProgramReport> reports) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("file", file.toString());
      json.writeArrayFieldStart("programs");
      for (ProgramReport report : reports) {
        write(report, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string does not fail", e);
    }
    return text.append('\n').toString();
  }

  private static void write(ProgramReport report, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", report.program());
    since(report.since(), json);
    json.writeNumberField("instructions", report.instructions());
    json.writeNumberField("reachable", report.reachable());
    json.writeNumberField("stack_bytes", report.stackBytes());
    json.writeArrayFieldStart("findings");
    for (Finding finding : report.findings()) {
      json.writeStartObject();
      json.writeStringField("rule", finding.rule().word());
      json.writeNumberField("instruction", finding.instruction());
      json.writeStringField("what", finding.what());
      since(finding.since(), json);
      json.writeStringField("refused_by", finding.refusedBy());
      if (finding.line().isPresent()) {
        LineInfo line = finding.line().get();
        json.writeStringField("file", line.file());
        json.writeNumberField("line", line.line());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void since(Optional<KernelLine> line, JsonGenerator json) throws IOException {
    if (line.isPresent()) {
      json.writeStringField("since", line.get().toString());
    } else {
      json.writeNullField("since");
    }
  }
}
