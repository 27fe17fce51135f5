package org.byzsgd.random;

/**
 * The one seed of a run, from which all its streams come.
 *
 * @param value any 64 bits
 */
public record Seed(long value) {
  /**
   * The stream of a purpose, round and worker. Streams of different names never overlap: the name
   * is the upper part of the generator's counter.
   *
   * @param purpose what the numbers are for
   * @param round the round or epoch, from 0
   * @param worker the worker, from 0; 0 for the server
   * @return the stream at its start
   */
  public Stream stream(Purpose purpose, int round, int worker) {
    return new Stream(value, purpose.code(), round, worker);
  }
}
