/**
 * Directories on any Hadoop file system, and in them the states of runs, to go on from after an
 * interruption.
 */
package org.byzsgd.store;
