package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static HeatMap map() {
    return HeatMap.of(
        "η of krum",
        "ε",
        List.of("0.1", "10"),
        "s",
        List.of("0.3", "2"),
        new double[][] {{-0.1, 1}, {-12.4, Double.NaN}});
  }

  @Test
  void numbersStandInTheirCellsAsText() {
    String svg = map().toSvg();
    for (String text : List.of(">−0.10<", ">1.00<", ">−12<", ">–<", ">ε<", ">0.3<", ">10<")) {
      assertTrue(svg.contains(text), text);
    }
    // White on the two dark cells alone.
    assertEquals(2, svg.split("fill=\"#ffffff\"", -1).length - 1);
  }

  @Test
  void equalMapsGiveEqualBytes() {
    assertEquals(map().toSvg(), map().toSvg());
    assertArrayEquals(map().toPng(), map().toPng());
    assertArrayEquals(map().toPdf(), map().toPdf());
    assertTrue(new String(map().toPdf(), StandardCharsets.ISO_8859_1).startsWith("%PDF"));
  }

  @Test
  void theCurveAndItsLegendAreDrawn() throws IOException {
    double[][] points = {{-0.5, 0.5}, {1.5, 0.5}};
    HeatMap curved = map().withCurve("the border", points);
    assertTrue(curved.toSvg().contains(">the border<"));
    assertFalse(map().toSvg().contains("the border"));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(curved.toPng()));
    int black = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 80; y < 300; y++) {
        black += image.getRGB(x, y) == Color.BLACK.getRGB() ? 1 : 0;
      }
    }
    assertTrue(black > 300, "black pixels: " + black);
  }

  @Test
  void coloursGrowDarkerWithDistanceFromZero() {
    DivergingScale scale = new DivergingScale(1);
    assertEquals(Color.WHITE, scale.color(0));
    assertEquals(scale.color(1), scale.color(7));
    assertEquals(scale.color(-1), scale.color(Double.NEGATIVE_INFINITY));
    assertTrue(scale.color(0.5).getRed() < scale.color(0.2).getRed());
    assertTrue(scale.color(-0.5).getBlue() < scale.color(-0.2).getBlue());
    assertTrue(scale.isDark(1) && scale.isDark(-1) && !scale.isDark(0.1));
  }

  @Test
  void refusesShapesThatDoNotFit() {
    List<String> two = List.of("a", "b");
    assertThrows(
        IllegalArgumentException.class,
        () -> HeatMap.of("t", "x", two, "y", two, new double[][] {{1, 2}}));
    assertThrows(
        IllegalArgumentException.class,
        () -> HeatMap.of("t", "x", two, "y", List.of("a"), new double[][] {{1}}));
  }
}
