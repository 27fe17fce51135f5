package org.byzsgd.experiment;

/**
 * One run of an experiment.
 *
 * @param series the curve it belongs to
 * @param attackFromEpoch the epoch from which its curve is judged, also where nobody lies
 * @param spec the run
 */
public record PlannedRun(Series series, int attackFromEpoch, RunSpec spec) {}
