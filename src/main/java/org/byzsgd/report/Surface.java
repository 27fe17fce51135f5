package org.byzsgd.report;

import java.awt.Graphics2D;

/** What a sheet is drawn on. Text is apart from shapes: an SVG keeps it as text. */
interface Surface {
  /** Where x lies in the text. */
  enum Anchor {
    START("start", 0),
    MIDDLE("middle", 0.5),
    END("end", 1);

    private final String svgName;
    private final double part;

    Anchor(String svgName, double part) {
      this.svgName = svgName;
      this.part = part;
    }

    String svgName() {
      return svgName;
    }

    /** The part of the text's width to the left of x. */
    double part() {
      return part;
    }
  }

  /** For everything but text. */
  Graphics2D graphics();

  /** A line of text, its baseline at y. */
  void text(String text, double x, double y, Anchor anchor, TextStyle style);

  /** A line of text read from below, its baseline at x, its middle at y. */
  void textUpwards(String text, double x, double y, TextStyle style);
}
