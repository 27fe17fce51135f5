/** What FaultsIT puts into a jar of its own, so that executors have something go wrong. */
package org.byzsgd.faults;
