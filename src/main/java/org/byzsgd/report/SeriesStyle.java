package org.byzsgd.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How a curve looks. The colours are those of Okabe and Ito, safe for the colour-blind, without
 * their yellow, which is lost on white paper; dashes and markers tell the curves apart in print
 * without colour. All three differ among the first seven; 49 looks are distinct.
 *
 * @param color of line, band and markers
 * @param line width and dashes
 * @param marker the sparse sign on the line
 */
record SeriesStyle(Color color, BasicStroke line, Marker marker) {
  private static final float WIDTH = 1.8f;
  private static final List<Color> COLORS =
      List.of(
          new Color(0x000000),
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9));
  private static final List<List<Float>> DASHES =
      List.of(
          List.of(),
          List.of(7f, 3f),
          List.of(2f, 2f),
          List.of(9f, 2.5f, 2f, 2.5f),
          List.of(14f, 3f),
          List.of(4f, 2f),
          List.of(9f, 2f, 2f, 2f, 2f, 2f));
  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN,
          new OpenMarker(OpenMarker.Outline.CIRCLE),
          new OpenMarker(OpenMarker.Outline.SQUARE));

  /** The look of the curve of this index, from 0. After seven curves the pairings change. */
  static SeriesStyle of(int index) {
    int turn = index / COLORS.size();
    List<Float> dashes = DASHES.get((index + turn) % DASHES.size());
    float[] lengths = new float[dashes.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = dashes.get(i);
    }
    BasicStroke line =
        new BasicStroke(
            WIDTH,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            1,
            lengths.length == 0 ? null : lengths,
            0);
    return new SeriesStyle(
        COLORS.get(index % COLORS.size()), line, MARKERS.get((index + 2 * turn) % MARKERS.size()));
  }

  /** The colour of the band: pale, so that bands may overlap. */
  Color bandColor() {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), 60);
  }
}
