package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.byzsgd.theory.AttackSetting;
import org.byzsgd.theory.Noise;
import org.byzsgd.theory.Tolerance;
import org.junit.jupiter.api.Test;

class ToleranceReportTest {
  private static ToleranceReport report(List<Double> signals, String... attacks) {
    Tolerance study =
        new Tolerance(
            5,
            1,
            1,
            List.of("mean", "krum"),
            Stream.of(attacks)
                .flatMap(attack -> AttackSetting.of(attack, List.of(0.5, 2.0)).stream())
                .toList(),
            signals,
            List.of(3),
            new Noise(0),
            4,
            1);
    return new ToleranceReport(study, study.run());
  }

  /** The mean passes a NaN on in every round, Krum in none. */
  @Test
  void aggregatesThatAreNotFiniteAreSaid() {
    ToleranceReport report = report(List.of(1.0), "nan");
    assertEquals(
        List.of(
            "in 1 of 2 cells eta is not finite, because the aggregate was not in some round: mean"
                + " under nan"),
        report.notes());
    List<List<String>> cells = report.readable().rows();
    assertEquals("–", cells.get(0).get(6));
    assertEquals("no: not finite in 4 of 4", cells.get(0).get(7));
    assertTrue(cells.get(1).get(6).contains("±"), cells.get(1).toString());
  }

  @Test
  void withoutASignalThereIsNoEta() {
    ToleranceReport report = report(List.of(0.0, 1.0), "ipm");
    assertEquals(
        List.of("without a signal (s = 0) there is no descent: eta is not defined"),
        report.notes());
    for (List<String> cell : report.readable().rows()) {
      boolean without = cell.get(3).equals("0.0");
      assertEquals(without, cell.get(6).equals("–"), cell.toString());
      assertEquals(without, cell.get(7).equals("–"), cell.toString());
      assertFalse(cell.get(5).equals("–"), cell.toString());
    }
  }

  @Test
  void nothingIsSaidWhereAllIsWell() {
    assertEquals(List.of(), report(List.of(1.0), "ipm", "alie").notes());
  }

  /** Every heat map over epsilon and s, with the curve of theory where there is one. */
  @Test
  void heatMapsHaveTheirCurve() {
    var maps = report(List.of(0.5, 1.0, 2.0), "ipm", "sign-flip-mean").heatMaps();
    assertEquals(List.of("mean-ipm-d3", "krum-ipm-d3"), List.copyOf(maps.keySet()));
    assertTrue(maps.get("mean-ipm-d3").curve().length > 1);
    assertTrue(maps.get("krum-ipm-d3").curve().length > 1);
  }

  /** The lowest row's middle is s = 0; a curve below it would be that of a negative signal. */
  @Test
  void curvesDoNotGoBelowSignalZero() {
    double[][] curve = report(List.of(0.0, 1.0, 2.0), "ipm").heatMaps().get("krum-ipm-d3").curve();
    double lowest = 9;
    for (double[] point : curve) {
      lowest = Math.min(lowest, point[1]);
    }
    assertEquals(0, lowest, 0.05);
  }
}
