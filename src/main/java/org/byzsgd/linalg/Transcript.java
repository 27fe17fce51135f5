package org.byzsgd.linalg;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program over slices of coordinates was answered so far, in order: sums over all
 * coordinates, and numbers that were agreed on. With it a copy of the program comes to where the
 * others are, on any machine, as often as need be.
 */
public final class Transcript implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The level of a sum; that of an agreement is how many agreements it is within, itself too. */
  static final int SUM = 0;

  private final double[][] answers;
  private final int[] levels;

  private Transcript(double[][] answers, int[] levels) {
    this.answers = answers;
    this.levels = levels;
  }

  /** Whether there is an answer of a level at a place. */
  boolean has(int place, int level) {
    return place < answers.length && levels[place] == level;
  }

  int size() {
    return answers.length;
  }

  double[] answer(int place) {
    return answers[place];
  }

  /** Writes a transcript. */
  static final class Writer {
    private final List<double[]> answers = new ArrayList<>();
    private final List<Integer> levels = new ArrayList<>();

    int size() {
      return answers.size();
    }

    void sums(double[] sums) {
      answers.add(sums);
      levels.add(SUM);
    }

    /** Puts what was agreed on in the place of all that was asked since. */
    void agreement(int since, int level, double[] numbers) {
      answers.subList(since, answers.size()).clear();
      levels.subList(since, levels.size()).clear();
      answers.add(numbers);
      levels.add(level);
    }

    Transcript soFar() {
      return new Transcript(
          answers.toArray(double[][]::new), levels.stream().mapToInt(i -> i).toArray());
    }
  }
}
