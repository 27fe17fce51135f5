package org.byzsgd.data;

import java.io.IOException;
import java.util.List;

/** A format whose files can be read in pieces, one after the other here or at once by a cluster. */
public interface PiecewiseFormat extends DatasetFormat {
  /**
   * Finds the pieces, from names, lengths and headers alone.
   *
   * @param address the data set
   * @param storage where its files are
   * @return the pieces
   * @throws org.byzsgd.registry.UsageException if a file is missing or does not fit
   * @throws IOException if the storage does not answer
   */
  FileLayout layout(DataAddress address, Storage storage) throws IOException;

  @Override
  default void check(DataAddress address, Storage storage) throws IOException {
    layout(address, storage);
  }

  @Override
  default Dataset load(DataAddress address, Storage storage) throws IOException {
    FileLayout layout = layout(address, storage);
    Assembly assembly = new Assembly(address.toString(), layout);
    List<Piece> pieces = layout.pieces();
    for (int i = 0; i < pieces.size(); i++) {
      assembly.put(i, pieces.get(i).read(storage));
    }
    return assembly.dataset();
  }
}
