package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.byzsgd.report.TextTable.Column;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private static final TextTable TABLE =
      TextTable.of(Column.text("rule"), Column.number("accuracy"))
          .withRow("krum", "9.9 ± 0.1 %")
          .withRow("中央値", "12.5 %");

  @Test
  void text() {
    assertEquals(
        """
        rule       accuracy
        ------  -----------
        krum    9.9 ± 0.1 %
        中央値       12.5 %
        """,
        TABLE.toText());
  }

  @Test
  void textHasNoTrailingSpacesAndNoControlCharacters() {
    assertEquals(
        "a   b\n--  ---\nxy\nc   d e\n",
        TextTable.of(Column.text("a"), Column.text("b"))
            .withRow("xy", "")
            .withRow("c", "d\r\ne")
            .toText());
  }

  @Test
  void combiningMarksTakeNoRoom() {
    assertEquals(4, TerminalWidth.of("cafe\u0301"));
    assertEquals(2, TerminalWidth.of("\uD83D\uDE00"));
  }

  @Test
  void markdown() {
    assertEquals(
        """
        | rule | accuracy |
        |---|---:|
        | krum | 9.9 ± 0.1 % |
        | 中央値 | 12.5 % |
        """,
        TABLE.toMarkdown());
    assertEquals(
        "| a |\n|---|\n| x\\|y<br>z |\n",
        TextTable.of(Column.text("a")).withRow("x|y\nz").toMarkdown());
  }

  @Test
  void csv() {
    assertEquals(
        "name,value\r\n\"ipm,epsilon=0.5\",\"say \"\"no\"\"\"\r\n\"two\nlines\",\r\n",
        TextTable.of(Column.text("name"), Column.number("value"))
            .withRow("ipm,epsilon=0.5", "say \"no\"")
            .withRow("two\nlines", "")
            .toCsv());
  }

  @Test
  void wrongNumberOfCellsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> TABLE.withRow("only one"));
    assertThrows(IllegalArgumentException.class, () -> TextTable.of());
  }
}
