package org.byzsgd.data;

import java.io.IOException;
import java.io.Serializable;

/**
 * Some consecutive samples of a file, readable without the others: what one task of a cluster
 * reads. Travels inside closures.
 */
public interface Piece extends Serializable {
  /** {@return how many samples} */
  int count();

  /**
   * Reads and packs the samples.
   *
   * @param storage where the file is
   * @return the labels, one byte each, then the samples' bytes, channels last
   * @throws org.byzsgd.registry.UsageException if the file's contents do not fit
   * @throws IOException if the storage does not answer
   */
  byte[] read(Storage storage) throws IOException;
}
