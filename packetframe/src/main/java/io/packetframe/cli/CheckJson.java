package io.packetframe.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.packetframe.config.ConfigProblem;
import io.packetframe.config.Position;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;

/** The answer of {@code check --json}; its schema is {@code check-1.schema.json}. */
final class CheckJson {
  private CheckJson() {}

  static void write(Path file, Findings findings, Appendable out) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      // The name of the file is whatever the host calls it; escaped it harms no terminal.
      json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("file", file.toString());
      json.writeBooleanField("valid", findings.valid());
      json.writeArrayFieldStart("problems");
      for (ConfigProblem problem : findings.problems()) {
        write(file, problem, json);
      }
      json.writeEndArray();
      json.writeNumberField("omitted", findings.omitted());
      json.writeEndObject();
    }
    out.append(text.toString()).append('\n');
  }

  private static void write(Path file, ConfigProblem problem, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("file", file.toString());
    writePosition(problem.position(), json);
    json.writeStringField("severity", problem.severity().toString());
    json.writeStringField("kind", problem.kind().toString());
    json.writeStringField("message", problem.message());
    if (problem.expected().isPresent()) {
      json.writeStringField("expected", problem.expected().get());
    }
    if (problem.suggestion().isPresent()) {
      json.writeStringField("suggestion", problem.suggestion().get());
    }
    if (problem.related().isPresent()) {
      json.writeObjectFieldStart("related");
      writePosition(problem.related().get(), json);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writePosition(Position position, JsonGenerator json) throws IOException {
    json.writeNumberField("line", position.line());
    json.writeNumberField("column", position.column());
    json.writeNumberField("length", position.length());
  }
}
