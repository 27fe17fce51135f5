package org.byzsgd.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A table of texts, for a terminal, a Markdown page or a spreadsheet.
 *
 * @param columns the headers with their alignments, at least one
 * @param rows the cells, a list a row, each as long as the columns
 */
public record TextTable(List<Column> columns, List<List<String>> rows) {
  /** Where a cell's text stands in its column. */
  public enum Alignment {
    /** At the column's left edge: names. */
    LEFT,
    /** At the column's right edge: numbers. */
    RIGHT
  }

  /**
   * A column.
   *
   * @param header its name
   * @param alignment where its cells' text stands
   */
  public record Column(String header, Alignment alignment) {
    /**
     * A column of names.
     *
     * @param header its name
     * @return the column, aligned left
     */
    public static Column text(String header) {
      return new Column(header, Alignment.LEFT);
    }

    /**
     * A column of numbers.
     *
     * @param header its name
     * @return the column, aligned right
     */
    public static Column number(String header) {
      return new Column(header, Alignment.RIGHT);
    }
  }

  /**
   * Checks and copies the cells.
   *
   * @param columns the headers
   * @param rows the cells
   * @throws IllegalArgumentException if there is no column or a row has another length
   */
  public TextTable {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a table needs at least 1 column");
    }
    List<List<String>> copies = new ArrayList<>();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row must have " + columns.size() + " cells, got " + row.size() + ": " + row);
      }
      copies.add(List.copyOf(row));
    }
    rows = List.copyOf(copies);
  }

  /**
   * A table without rows.
   *
   * @param columns its columns, at least one
   * @return the table
   */
  public static TextTable of(Column... columns) {
    return new TextTable(List.of(columns), List.of());
  }

  /**
   * This table with one more row at its end.
   *
   * @param cells a text for each column
   * @return the longer table
   */
  public TextTable withRow(String... cells) {
    List<List<String>> longer = new ArrayList<>(rows);
    longer.add(List.of(cells));
    return new TextTable(columns, longer);
  }

  /** {@return the table for a terminal, a rule below the headers, a line break after every line} */
  public String toText() {
    int[] widths = new int[columns.size()];
    for (List<String> line : lines(TextTable::onOneLine)) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], TerminalWidth.of(line.get(column)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines(TextTable::onOneLine)) {
      StringBuilder written = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        written.append(column == 0 ? "" : "  ").append(padded(line, column, widths[column]));
      }
      boolean headers = text.isEmpty();
      text.append(written.toString().stripTrailing()).append('\n');
      if (headers) {
        text.append(rule(widths)).append('\n');
      }
    }
    return text.toString();
  }

  /** {@return the table in Markdown, a line break after every line} */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines(TextTable::escapedForMarkdown)) {
      boolean headers = text.isEmpty();
      text.append("| ").append(String.join(" | ", line)).append(" |\n");
      if (headers) {
        for (Column column : columns) {
          text.append(column.alignment() == Alignment.RIGHT ? "|---:" : "|---");
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }

  /** {@return the table as RFC 4180 has it: CRLF after every line, quotes only where needed} */
  public String toCsv() {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines(TextTable::quotedForCsv)) {
      text.append(String.join(",", line)).append("\r\n");
    }
    return text.toString();
  }

  private List<List<String>> lines(UnaryOperator<String> encoding) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(Column::header).map(encoding).collect(Collectors.toList()));
    for (List<String> row : rows) {
      lines.add(row.stream().map(encoding).collect(Collectors.toList()));
    }
    return lines;
  }

  private String padded(List<String> line, int column, int width) {
    String cell = line.get(column);
    String padding = " ".repeat(width - TerminalWidth.of(cell));
    return columns.get(column).alignment() == Alignment.RIGHT ? padding + cell : cell + padding;
  }

  private static String rule(int[] widths) {
    List<String> dashes = new ArrayList<>();
    for (int width : widths) {
      dashes.add("-".repeat(width));
    }
    return String.join("  ", dashes);
  }

  private static String onOneLine(String cell) {
    return cell.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String escapedForMarkdown(String cell) {
    return cell.replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\R", "<br>");
  }

  private static String quotedForCsv(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
