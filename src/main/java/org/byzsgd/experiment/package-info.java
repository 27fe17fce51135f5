/**
 * Experiments: the resolved specification of a run, sweeps of runs from a YAML file, and the run
 * directory that each leaves behind. Knows a {@link org.byzsgd.training.ClusterFactory}, not Spark.
 */
package org.byzsgd.experiment;
