/**
 * The only package that knows RDDs and Hadoop's file systems (with the pipeline stages built on
 * it): data read on the cluster, and rounds run there. Only ints, longs and arrays of primitives
 * cross the wire, so that Java and Kryo serialization both work; closures may hold anything
 * serializable.
 */
package org.byzsgd.spark;
