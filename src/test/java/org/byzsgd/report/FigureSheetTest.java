package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FigureSheetTest {
  private static final double[] EPOCHS = IntStream.rangeClosed(0, 40).asDoubleStream().toArray();
  private static final EventMarker ATTACK = new EventMarker(20, "attack starts");

  private static Curve curve(String label, int seeds, double slope) {
    double[][] ys = new double[seeds][EPOCHS.length];
    for (int seed = 0; seed < seeds; seed++) {
      for (int point = 0; point < EPOCHS.length; point++) {
        ys[seed][point] = slope * EPOCHS[point] + seed * (1 + EPOCHS[point] / 10);
      }
    }
    return new Curve(label, EPOCHS, ys);
  }

  private static CurveFigure figure(String title, Curve... curves) {
    return new CurveFigure(
        title, "epoch", "loss & more", List.of(curves), List.of(ATTACK), Optional.empty());
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<String> texts(Document document) {
    return elements(document, "text").stream().map(Element::getTextContent).toList();
  }

  /** An attribute of the element or of the nearest group around it, as SVG inherits. */
  private static String inherited(Element element, String attribute) {
    return element.hasAttribute(attribute)
        ? element.getAttribute(attribute)
        : inherited((Element) element.getParentNode(), attribute);
  }

  private static List<Element> bands(Document document) {
    return elements(document, "path").stream()
        .filter(path -> !path.getParentNode().getNodeName().equals("clipPath"))
        .filter(path -> Double.parseDouble(inherited(path, "fill-opacity")) < 1)
        .toList();
  }

  private static List<Element> lines(Document document) {
    return elements(document, "path").stream()
        .filter(path -> inherited(path, "stroke-width").equals("1.8"))
        .filter(path -> inherited(path, "fill").equals("none"))
        .toList();
  }

  private static List<Element> eventLines(Document document) {
    return elements(document, "line").stream()
        .filter(line -> inherited(line, "stroke-dasharray").equals("5,4"))
        .toList();
  }

  @Test
  void svgShowsCurvesBandsEventAndLabels() throws Exception {
    Document svg =
        parsed(
            FigureSheet.of(figure("a < b", curve("krum", 3, 1), curve("median, ε = 10", 3, 2)))
                .toSvg());
    assertEquals(2, lines(svg).size());
    assertEquals(2, bands(svg).size());
    assertEquals(1, eventLines(svg).size());
    assertEquals(
        eventLines(svg).get(0).getAttribute("x1"), eventLines(svg).get(0).getAttribute("x2"));
    assertTrue(
        texts(svg)
            .containsAll(
                List.of(
                    "a < b",
                    "epoch",
                    "loss & more",
                    "krum",
                    "median, ε = 10",
                    "attack starts",
                    "20")));
    assertFalse(texts(svg).contains("diverged"));
  }

  @Test
  void bandIsOneStandardErrorToEitherSide() throws Exception {
    Curve curve = new Curve("krum", new double[] {0, 1}, new double[][] {{1, 2}, {3, 6}});
    Document svg =
        parsed(
            FigureSheet.of(
                    new CurveFigure(
                        "",
                        "x",
                        "y",
                        List.of(curve),
                        List.of(),
                        Optional.of(new ValueRange(0, 10))))
                .toSvg());
    double height = Double.parseDouble(elements(svg, "rect").get(1).getAttribute("height"));
    String outline = bands(svg).get(0).getAttribute("d").replaceAll("[MLZ]", " ").trim();
    double[] numbers =
        List.of(outline.split("\\s+")).stream().mapToDouble(Double::parseDouble).toArray();
    double[] ys =
        IntStream.range(0, 4).mapToDouble(i -> 10 - numbers[2 * i + 1] / height * 10).toArray();
    assertArrayEquals(new double[] {3, 6, 2, 1}, ys, 0.01);
  }

  /** Means 1 and 10 a decade apart; the errors 0 and 20 leave the lower edge below all values. */
  @Test
  void bandOnALogarithmicAxisLeavesAtTheBottom() throws Exception {
    Curve curve = new Curve("krum", new double[] {0, 1}, new double[][] {{1, 30}, {1, -10}});
    CurveFigure panel =
        new CurveFigure(
            "",
            "x",
            "y",
            List.of(curve),
            List.of(),
            Optional.of(new ValueRange(0.1, 1000)),
            AxisScale.LOGARITHMIC);
    Document svg = parsed(FigureSheet.of(panel).toSvg());
    double height = Double.parseDouble(elements(svg, "rect").get(1).getAttribute("height"));
    String outline = bands(svg).get(0).getAttribute("d").replaceAll("[MLZ]", " ").trim();
    double[] numbers =
        List.of(outline.split("\\s+")).stream().mapToDouble(Double::parseDouble).toArray();
    double[] decades =
        IntStream.range(0, 4).mapToDouble(i -> 3 - numbers[2 * i + 1] / height * 4).toArray();
    assertArrayEquals(new double[] {0, Math.log10(30), -5, 0}, decades, 0.03);
    assertTrue(texts(svg).containsAll(List.of("0.1", "1", "10", "100", "10³")));
  }

  @Test
  void scalesOfTwoFiguresInOnePageDiffer() {
    CurveFigure linear = figure("a", curve("krum", 1, 1));
    CurveFigure logarithmic =
        new CurveFigure(
            "a",
            linear.xLabel(),
            linear.yLabel(),
            linear.curves(),
            linear.events(),
            linear.yRange(),
            AxisScale.LOGARITHMIC);
    String id = FigureSheet.of(linear).toSvg().replaceAll("(?s).*url\\(#([^)]*)\\).*", "$1");
    assertFalse(FigureSheet.of(logarithmic).toSvg().contains(id));
  }

  @Test
  void longTitleStartsInsideThePicture() throws Exception {
    String title = "a title that is much longer than the panel below it, and goes on to its right";
    FigureSheet sheet =
        FigureSheet.of(figure(title, curve("krum", 1, 1)), figure("", curve("krum", 1, 1)));
    Element text =
        elements(parsed(sheet.toSvg()), "text").stream()
            .filter(element -> element.getTextContent().equals(title))
            .findFirst()
            .orElseThrow();
    assertEquals(
        TextStyle.TITLE.roomFor(title) / 2, Double.parseDouble(text.getAttribute("x")), 0.01);
  }

  @Test
  void oneSeedHasNoBand() throws Exception {
    Document svg = parsed(FigureSheet.of(figure("", curve("krum", 1, 1))).toSvg());
    assertEquals(1, lines(svg).size());
    assertEquals(0, bands(svg).size());
  }

  @Test
  void divergedCurveEndsInACross() throws Exception {
    Curve diverged =
        new Curve("mean", new double[] {0, 1, 2}, new double[][] {{1, 2, Double.NaN}, {1, 3, 4}});
    Document svg = parsed(FigureSheet.of(figure("", diverged)).toSvg());
    assertTrue(texts(svg).contains("diverged"));
    long strokesOfCrosses =
        elements(svg, "line").stream()
            .filter(line -> inherited(line, "stroke-width").equals("2.6"))
            .count();
    assertEquals(4, strokesOfCrosses, "two at the curve's end, two in the legend");
    assertEquals(2, lines(svg).get(0).getAttribute("d").split("[ML]", -1).length - 1);
  }

  @Test
  void curveWithoutAFinitePointIsOnlyNamed() throws Exception {
    Curve never = new Curve("mean", new double[] {0, 1}, new double[][] {{Double.NaN, 1}});
    assertTrue(texts(parsed(FigureSheet.of(figure("", never)).toSvg())).contains("mean"));
  }

  @Test
  void panelsShareOneLegendAndLook() throws Exception {
    FigureSheet sheet =
        FigureSheet.of(
            figure("left", curve("krum", 2, 1), curve("median", 2, 2)),
            figure("right", curve("median", 2, 2)));
    Document svg = parsed(sheet.toSvg());
    assertEquals(1, texts(svg).stream().filter("median"::equals).count());
    assertEquals(2, eventLines(svg).size());
    List<String> colors = lines(svg).stream().map(line -> inherited(line, "stroke")).toList();
    assertEquals(colors.get(1), colors.get(2));
    assertFalse(colors.get(0).equals(colors.get(1)));
  }

  @Test
  void equalSheetsGiveEqualBytesInAnyLocale() {
    FigureSheet first = FigureSheet.of(figure("t", curve("krum", 3, 1.5)));
    String svg = first.toSvg();
    byte[] png = first.toPng();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      FigureSheet again = FigureSheet.of(figure("t", curve("krum", 3, 1.5)));
      assertEquals(svg, again.toSvg());
      assertArrayEquals(png, again.toPng());
    } finally {
      Locale.setDefault(before);
    }
    assertFalse(svg.replace("www.w3.org/2000", "").matches("(?s).*\\b20\\d\\d\\b.*"), "a year");
    assertFalse(svg.contains("DOCTYPE"));
  }

  @Test
  void idsOfTwoFiguresInOnePageDiffer() {
    String first = FigureSheet.of(figure("a", curve("krum", 3, 1))).toSvg();
    String second = FigureSheet.of(figure("b", curve("krum", 3, 2))).toSvg();
    String id = first.replaceAll("(?s).*url\\(#([^)]*)\\).*", "$1");
    assertTrue(first.contains("id=\"" + id + "\""));
    assertFalse(second.contains(id));
  }

  @Test
  void pngHasTwiceTheSizeOfTheSvgAndInkOfEveryCurve() throws Exception {
    Curve[] curves =
        IntStream.range(0, 7).mapToObj(i -> curve("rule " + i, 2, 3 + i)).toArray(Curve[]::new);
    FigureSheet sheet = FigureSheet.of(figure("all", curves));
    BufferedImage image = decoded(sheet.toPng());
    Element root = parsed(sheet.toSvg()).getDocumentElement();
    assertEquals(2 * Integer.parseInt(root.getAttribute("width")), image.getWidth());
    assertEquals(2 * Integer.parseInt(root.getAttribute("height")), image.getHeight());
    assertEquals(Color.WHITE.getRGB(), image.getRGB(0, 0));
    for (int i = 0; i < curves.length; i++) {
      Color color = SeriesStyle.of(i).color();
      assertTrue(ink(image, color) > 300, "ink of curve " + i + ": " + ink(image, color));
    }
  }

  @Test
  void fortyNineLooksAreDistinct() {
    long looks =
        IntStream.range(0, 49)
            .mapToObj(SeriesStyle::of)
            .map(
                style ->
                    style.color()
                        + " "
                        + Arrays.toString(style.line().getDashArray())
                        + style.marker())
            .distinct()
            .count();
    assertEquals(49, looks);
  }

  @Test
  void explodingValuesAreDrawnInTime() {
    double[] exploding = IntStream.range(0, 41).mapToDouble(i -> Math.pow(10, 7.0 * i)).toArray();
    Curve curve = new Curve("mean", EPOCHS, new double[][] {exploding, EPOCHS});
    List<Curve> curves = List.of(curve, curve("krum", 2, 1e-14));
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          List<EventMarker> events = List.of(ATTACK);
          Optional<ValueRange> near = Optional.of(new ValueRange(0.5, 3));
          for (AxisScale scale : AxisScale.values()) {
            for (Optional<ValueRange> range : List.of(Optional.<ValueRange>empty(), near)) {
              FigureSheet sheet =
                  FigureSheet.of(new CurveFigure("", "x", "y", curves, events, range, scale));
              assertTrue(sheet.toPng().length > 0);
              assertEquals(2, lines(parsed(sheet.toSvg())).size());
            }
          }
        });
  }

  @Test
  void sheetWithoutPanelsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> FigureSheet.of());
  }

  private static BufferedImage decoded(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static long ink(BufferedImage image, Color color) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return IntStream.of(pixels).filter(pixel -> pixel == color.getRGB()).count();
  }
}
