package org.byzsgd.notebooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Zeppelin note as it is in its file. */
record Notebook(String id, String name, List<Paragraph> paragraphs) {
  /**
   * A paragraph.
   *
   * @param id in the note
   * @param title above it
   * @param interpreter which its text starts with, behind a percent sign
   * @param properties in brackets behind the interpreter
   * @param code the rest of its text
   * @param chartColumns the columns that its chart is drawn from, by their place in the table
   */
  record Paragraph(
      String id,
      String title,
      String interpreter,
      Map<String, String> properties,
      String code,
      List<Column> chartColumns) {
    private static final Pattern TEXT =
        Pattern.compile("%([a-z.]+)(?:\\((\\w+)=(\\w+)\\))?\\s(.*)", Pattern.DOTALL);

    private static Paragraph of(JsonNode node) {
      Matcher text = TEXT.matcher(node.path("text").asText());
      if (!text.matches()) {
        throw new IllegalStateException("a paragraph starts with no interpreter: " + node);
      }
      Map<String, String> properties = new LinkedHashMap<>();
      if (text.group(2) != null) {
        properties.put(text.group(2), text.group(3));
      }
      List<Column> columns = new ArrayList<>();
      JsonNode chart = node.at("/config/results/0/graph");
      for (String role : List.of("keys", "groups", "values")) {
        for (JsonNode column : chart.path(role)) {
          columns.add(new Column(column.path("index").asInt(), column.path("name").asText()));
        }
      }
      return new Paragraph(
          node.path("id").asText(),
          node.path("title").asText(),
          text.group(1),
          properties,
          text.group(4),
          columns);
    }

    boolean isText() {
      return interpreter.equals("md");
    }

    /** A column that the paragraph's chart wants and a table with this header has not. */
    Optional<Column> missing(List<String> header) {
      return chartColumns.stream()
          .filter(column -> header.indexOf(column.name()) != column.index())
          .findFirst();
    }
  }

  /** A column of a table by its place and name. */
  record Column(int index, String name) {}

  static Notebook read(Path file) throws IOException {
    JsonNode note = new ObjectMapper().readTree(file.toFile());
    List<Paragraph> paragraphs = new ArrayList<>();
    note.path("paragraphs").forEach(node -> paragraphs.add(Paragraph.of(node)));
    return new Notebook(note.path("id").asText(), note.path("name").asText(), paragraphs);
  }
}
