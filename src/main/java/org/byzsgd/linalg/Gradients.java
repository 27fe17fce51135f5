package org.byzsgd.linalg;

/**
 * The rows of a round: row i is what worker i sent, d floats or a slice of them. Rows are held by
 * reference, so several workers may share one forged row; nobody writes into a row that is already
 * set.
 */
public final class Gradients {
  private final float[][] rows;
  private final Coordinates coordinates;

  /**
   * No rows yet.
   *
   * @param workers m, at least 1
   * @param dimension d, at least 1
   */
  public Gradients(int workers, int dimension) {
    if (workers < 1 || dimension < 1) {
      throw new IllegalArgumentException(
          "need at least one worker and one coordinate, got " + workers + " and " + dimension);
    }
    this.rows = new float[workers][];
    this.coordinates = Coordinates.all(dimension);
  }

  /**
   * No rows yet, of which only some coordinates are here.
   *
   * @param workers m, at least 1
   * @param coordinates which are here
   */
  public Gradients(int workers, Coordinates coordinates) {
    this.rows = new float[workers][];
    this.coordinates = coordinates;
  }

  /**
   * Rows that are there already.
   *
   * @param rows m arrays of one length d
   * @return the rows, not copied
   * @throws IllegalArgumentException if there is none, or lengths differ
   */
  public static Gradients of(float[]... rows) {
    Gradients gradients = new Gradients(rows.length, rows.length == 0 ? 0 : rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      gradients.set(i, rows[i]);
    }
    return gradients;
  }

  /**
   * Rows of which only some coordinates are here.
   *
   * @param coordinates which are here
   * @param rows one array of these coordinates a row, not copied
   * @return the rows
   * @throws IllegalArgumentException if lengths differ
   */
  public static Gradients of(Coordinates coordinates, float[]... rows) {
    Gradients gradients = new Gradients(rows.length, coordinates);
    for (int i = 0; i < rows.length; i++) {
      gradients.set(i, rows[i]);
    }
    return gradients;
  }

  /**
   * Some of these rows.
   *
   * @param workers their numbers
   * @return these rows by reference, in this order
   */
  public Gradients choose(int[] workers) {
    Gradients chosen = new Gradients(workers.length, coordinates);
    for (int i = 0; i < workers.length; i++) {
      chosen.rows[i] = rows[workers[i]];
    }
    return chosen;
  }

  /**
   * Puts a row to its worker's place. Different places may be set by different threads.
   *
   * @param worker 0 .. m - 1
   * @param row d floats, kept by reference
   * @throws IllegalArgumentException if the row has another length
   */
  public void set(int worker, float[] row) {
    if (row.length != coordinates.count()) {
      throw new IllegalArgumentException(
          "worker "
              + worker
              + ": expected "
              + coordinates.count()
              + " coordinates, got "
              + row.length);
    }
    rows[worker] = row;
  }

  /**
   * One row.
   *
   * @param worker 0 .. m - 1
   * @return d floats, not to be written into; null if it was not set
   */
  public float[] row(int worker) {
    return rows[worker];
  }

  /** {@return all rows in the order of the workers: the array itself, not to be written into} */
  public float[][] rows() {
    return rows;
  }

  /** {@return m, the number of workers} */
  public int workers() {
    return rows.length;
  }

  /** {@return how many coordinates are here: d, unless these are slices of rows} */
  public int dimension() {
    return coordinates.count();
  }

  /** {@return which coordinates are here} */
  public Coordinates coordinates() {
    return coordinates;
  }
}
