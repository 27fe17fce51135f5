package org.byzsgd.attack;

/** The direction p in which an attack leaves the mean of the rows that it knows. */
public enum Direction {
  /** The mean divided by its length; 0 if the mean is 0. */
  UNIT_MEAN {
    @Override
    float[] of(AdversaryView view) {
      float[] mean = view.knownMean();
      double norm = Math.sqrt(Forgery.product(view, mean, mean));
      return Forgery.multiple(norm > 0 ? 1 / norm : 0, mean);
    }
  },
  /** The sign of the mean in each coordinate. */
  SIGN {
    @Override
    float[] of(AdversaryView view) {
      return Forgery.signs(view.knownMean());
    }
  },
  /** The standard deviation in each coordinate. */
  DEVIATION {
    @Override
    float[] of(AdversaryView view) {
      return view.knownDeviation();
    }
  };

  /** Its d coordinates, not to be written into. */
  abstract float[] of(AdversaryView view);
}
