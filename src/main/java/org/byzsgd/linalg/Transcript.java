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

  private final double[][] answers;
  private final boolean[] agreed;

  private Transcript(double[][] answers, boolean[] agreed) {
    this.answers = answers;
    this.agreed = agreed;
  }

  int size() {
    return answers.length;
  }

  double[] answer(int place) {
    return answers[place];
  }

  /** Whether an answer is what an agreement ended with, in place of all sums on the way there. */
  boolean agreed(int place) {
    return agreed[place];
  }

  /** Writes a transcript. */
  static final class Writer {
    private final List<double[]> answers = new ArrayList<>();
    private final List<Boolean> agreed = new ArrayList<>();

    int size() {
      return answers.size();
    }

    void sums(double[] sums) {
      answers.add(sums);
      agreed.add(false);
    }

    /** Puts what was agreed on in the place of all that was asked since. */
    void agreement(int since, double[] numbers) {
      answers.subList(since, answers.size()).clear();
      agreed.subList(since, agreed.size()).clear();
      answers.add(numbers);
      agreed.add(true);
    }

    Transcript soFar() {
      boolean[] kinds = new boolean[agreed.size()];
      for (int i = 0; i < kinds.length; i++) {
        kinds[i] = agreed.get(i);
      }
      return new Transcript(answers.toArray(double[][]::new), kinds);
    }
  }
}
