package org.byzsgd.attack;

/**
 * An attack that forges slices of rows with the bits of whole ones: it looks at several coordinates
 * at once only by sums that it asks {@link AdversaryView#coordinates} for, or that {@link
 * org.byzsgd.linalg.Geometry} does, and draws random numbers for the coordinates that are elsewhere
 * too, or passes over them.
 */
public interface SliceableAttack extends Attack {
  @Override
  default boolean worksOnSlices() {
    return true;
  }
}
