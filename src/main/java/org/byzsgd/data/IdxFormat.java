package org.byzsgd.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.byzsgd.registry.UsageException;

/**
 * MNIST and its kin (Fashion-MNIST, EMNIST, ...): grey images and labels in IDX files, each plain
 * or compressed. Values are bytes / 255; there are 10 classes, or as many as the largest label
 * needs. Where a file is there under several names, the plain one is read.
 */
public final class IdxFormat implements PiecewiseFormat {
  private static final int LEAST_CLASSES = 10;

  /** A compressed file has no middle to start from, so it is read as one piece, in one array. */
  private static final int LARGEST_WHOLE = 1 << 30;

  /** The format. */
  public IdxFormat() {}

  @Override
  public String name() {
    return "idx";
  }

  @Override
  public String syntax() {
    return "idx:DIR";
  }

  @Override
  public String summary() {
    return "MNIST, Fashion-MNIST, ...: {train,t10k}-{images-idx3,labels-idx1}-ubyte[.gz] in DIR";
  }

  @Override
  public String citation() {
    return "Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits, 1998";
  }

  @Override
  public FileLayout layout(DataAddress address, Storage storage) throws IOException {
    String directory = address.path(syntax());
    List<Images> training = images(directory, "train", storage);
    List<Images> test = images(directory, "t10k", storage);
    IdxFile first = training.get(0).pixels();
    IdxFile other = test.get(0).pixels();
    if (first.height() != other.height() || first.width() != other.width()) {
      throw new UsageException(
          String.format(
              "%s: images must be %dx%d as in %s, got %dx%d",
              other.path(),
              first.height(),
              first.width(),
              first.path(),
              other.height(),
              other.width()));
    }
    return new FileLayout(
        new Shape(first.height(), first.width(), 1),
        LEAST_CLASSES,
        1 / 255f,
        List.copyOf(training),
        List.copyOf(test));
  }

  private static List<Images> images(String directory, String set, Storage storage)
      throws IOException {
    IdxFile pixels = find(directory, set + "-images", 3, storage);
    IdxFile labels = find(directory, set + "-labels", 1, storage);
    if (pixels.count() != labels.count()) {
      throw new UsageException(
          String.format(
              "%s: must have %d labels, one an image of %s, got %d",
              labels.path(), pixels.count(), pixels.path(), labels.count()));
    }
    boolean whole = pixels.compressed() || labels.compressed();
    if (whole && pixels.count() * (1L + pixels.itemBytes()) > LARGEST_WHOLE) {
      throw new UsageException(
          String.format(
              "%s: a compressed set must have at most %d values, got %d images of %dx%d;"
                  + " uncompressed files may be larger",
              pixels.path(), LARGEST_WHOLE, pixels.count(), pixels.height(), pixels.width()));
    }
    int most = whole ? pixels.count() : FileLayout.samplesPerPiece(pixels.itemBytes());
    List<Images> pieces = new ArrayList<>();
    for (int first = 0; first < pixels.count(); first += most) {
      pieces.add(new Images(pixels, labels, first, Math.min(most, pixels.count() - first)));
    }
    return pieces;
  }

  private static IdxFile find(String directory, String stem, int rank, Storage storage)
      throws IOException {
    String dashed = stem + "-idx" + rank + "-ubyte";
    String dotted = stem + ".idx" + rank + "-ubyte";
    for (String name : List.of(dashed, dotted, dashed + ".gz", dotted + ".gz")) {
      String path = Storage.child(directory, name);
      if (storage.length(path) >= 0) {
        return IdxFile.inspect(path, rank, storage);
      }
    }
    throw new UsageException(
        String.format(
            "idx: no file %s in %s (%s); it may also be named %s, and either may end in .gz",
            dashed, directory, Listing.of(storage, directory), dotted));
  }

  private record Images(IdxFile pixels, IdxFile labels, int first, int count) implements Piece {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] read(Storage storage) throws IOException {
      byte[] out = new byte[count * (1 + pixels.itemBytes())];
      labels.read(storage, first, out, 0, count);
      pixels.read(storage, first, out, count, count);
      return out;
    }
  }
}
