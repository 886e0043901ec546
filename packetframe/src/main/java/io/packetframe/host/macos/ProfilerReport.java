package io.packetframe.host.macos;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.packetframe.host.Fact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code system_profiler -json} printed: for each data type a list of items, which may have
 * items of their own.
 */
final class ProfilerReport {
  /** What Macs print goes six levels down. */
  private static final int DEEPEST = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final ProfilerItem root;

  private ProfilerReport(ProfilerItem root) {
    this.root = root;
  }

  /** Reads it; unknown, with the place, where it is no such report. */
  static Fact<ProfilerReport> parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Fact.unknown("system_profiler printed no JSON object");
      }
      return Fact.known(new ProfilerReport(object(parser)));
    } catch (IOException e) {
      return Fact.unknown("what system_profiler printed cannot be read: " + e.getMessage());
    }
  }

  /** Returns the items of a data type; none where it is missing. */
  List<ProfilerItem> items(String dataType) {
    return root.items(dataType);
  }

  private static ProfilerItem object(JsonParser parser) throws IOException {
    ProfilerItem item = new ProfilerItem();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT) {
        item.put(key, List.of(object(parser)));
      } else if (token == JsonToken.START_ARRAY) {
        item.put(key, array(parser));
      } else {
        // Numbers have the text that they were written with.
        item.put(key, parser.getText());
      }
    }
    return item;
  }

  /** Only objects are of use; lists of texts and numbers are passed over. */
  private static List<ProfilerItem> array(JsonParser parser) throws IOException {
    List<ProfilerItem> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        items.add(object(parser));
      } else if (token == JsonToken.START_ARRAY) {
        items.addAll(array(parser));
      }
    }
    return items;
  }
}
