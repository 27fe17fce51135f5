package org.byzsgd.report;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A table of numbers as coloured cells with the numbers in them, and perhaps a curve on top or a
 * frame around some cells. The first row is the lowest. (A class and not a record: it holds
 * arrays.)
 */
public final class HeatMap {
  private final String title;
  private final String xLabel;
  private final List<String> columns;
  private final String yLabel;
  private final List<String> rows;
  private final double[][] values;
  private final double[][] curve;
  private final String curveLabel;
  private final Values kind;
  private final int[] framed;

  /** What the numbers are, which decides on the colours. */
  public enum Values {
    /** Numbers to both sides of zero; beyond -1 and 1 colours do not change. */
    AROUND_ZERO,
    /** Shares, 0 .. 1. */
    SHARES
  }

  private HeatMap(
      String title,
      String xLabel,
      List<String> columns,
      String yLabel,
      List<String> rows,
      double[][] values,
      double[][] curve,
      String curveLabel,
      Values kind,
      int[] framed) {
    this.title = title;
    this.xLabel = xLabel;
    this.columns = columns;
    this.yLabel = yLabel;
    this.rows = rows;
    this.values = values;
    this.curve = curve;
    this.curveLabel = curveLabel;
    this.kind = kind;
    this.framed = framed;
  }

  /**
   * A heat map of numbers around zero, without a curve.
   *
   * @param title the line above
   * @param xLabel what the columns are
   * @param columns a text below each, at least one
   * @param yLabel what the rows are
   * @param rows a text beside each, from below, at least one
   * @param values a row each, as long as the columns; NaN for what is not there; copied
   * @return the heat map
   * @throws IllegalArgumentException if there are no cells or a length differs
   */
  public static HeatMap of(
      String title,
      String xLabel,
      List<String> columns,
      String yLabel,
      List<String> rows,
      double[][] values) {
    if (columns.isEmpty() || rows.isEmpty() || values.length != rows.size()) {
      throw new IllegalArgumentException(
          "heat map '"
              + title
              + "' needs at least 1 column and as many rows of values as labels, got "
              + columns.size()
              + ", "
              + rows.size()
              + " and "
              + values.length);
    }
    double[][] copy = new double[values.length][];
    for (int i = 0; i < copy.length; i++) {
      if (values[i].length != columns.size()) {
        throw new IllegalArgumentException(
            "heat map '"
                + title
                + "': a row must have "
                + columns.size()
                + " values, got "
                + values[i].length);
      }
      copy[i] = values[i].clone();
    }
    return new HeatMap(
        Objects.requireNonNull(title, "title"),
        Objects.requireNonNull(xLabel, "xLabel"),
        List.copyOf(columns),
        Objects.requireNonNull(yLabel, "yLabel"),
        List.copyOf(rows),
        copy,
        new double[0][],
        "",
        Values.AROUND_ZERO,
        new int[0]);
  }

  /**
   * The same with a curve on top.
   *
   * @param label what it is, for the legend
   * @param points x and y each, in cells: 0 is the middle of the first column or row, 1 that of the
   *     second; what lies outside is cut off
   * @return the heat map with the curve
   */
  public HeatMap withCurve(String label, double[][] points) {
    double[][] copy = Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
    return new HeatMap(title, xLabel, columns, yLabel, rows, values, copy, label, kind, framed);
  }

  /**
   * The same for other numbers.
   *
   * @param other what they are
   * @return the heat map in other colours
   */
  public HeatMap of(Values other) {
    return new HeatMap(
        title, xLabel, columns, yLabel, rows, values, curve, curveLabel, other, framed);
  }

  /**
   * The same with a frame around one cell of each row.
   *
   * @param cells the column of each row's framed cell
   * @return the heat map with frames
   * @throws IllegalArgumentException if there are not as many as rows
   */
  public HeatMap withFramed(int... cells) {
    if (cells.length != rows.size()) {
      throw new IllegalArgumentException(
          "heat map '" + title + "' has " + rows.size() + " rows, got " + cells.length + " frames");
    }
    return new HeatMap(
        title, xLabel, columns, yLabel, rows, values, curve, curveLabel, kind, cells.clone());
  }

  String title() {
    return title;
  }

  String xLabel() {
    return xLabel;
  }

  List<String> columns() {
    return columns;
  }

  String yLabel() {
    return yLabel;
  }

  List<String> rows() {
    return rows;
  }

  double value(int row, int column) {
    return values[row][column];
  }

  double[][] curve() {
    return curve;
  }

  String curveLabel() {
    return curveLabel;
  }

  Values kind() {
    return kind;
  }

  /** The column of each row's framed cell; nothing if none is framed. */
  int[] framed() {
    return framed;
  }

  /**
   * The picture as SVG, its text as text, without an XML declaration.
   *
   * @return the XML of one {@code svg} element
   * @throws FigureException if the machine has no fonts
   */
  public String toSvg() {
    FigureSheet.requireFonts("SVG");
    HeatMapPainter painter = new HeatMapPainter(this);
    SvgSurface surface =
        new SvgSurface(
            painter.width(), painter.height(), "h" + Integer.toHexString(fingerprint()) + "-");
    painter.paint(surface);
    return surface.toXml(title);
  }

  /**
   * The picture as PNG, two pixels to each unit of the SVG.
   *
   * @return the file's bytes
   * @throws FigureException if the machine has no fonts
   */
  public byte[] toPng() {
    FigureSheet.requireFonts("PNG");
    HeatMapPainter painter = new HeatMapPainter(this);
    PngSurface surface = new PngSurface(painter.width(), painter.height());
    painter.paint(surface);
    return surface.toBytes();
  }

  /**
   * The picture as PDF, one page of its size.
   *
   * @return the file's bytes
   * @throws FigureException if the machine has no fonts: the layout asks for one
   */
  public byte[] toPdf() {
    FigureSheet.requireFonts("PDF");
    HeatMapPainter painter = new HeatMapPainter(this);
    try (PdfSurface surface = new PdfSurface(painter.width(), painter.height(), fingerprint())) {
      painter.paint(surface);
      return surface.toBytes(title);
    }
  }

  private int fingerprint() {
    return Objects.hash(title, columns, rows, Arrays.deepHashCode(values));
  }
}
