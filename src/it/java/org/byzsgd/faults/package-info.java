/** What FaultsIT puts into a jar of its own, so that something goes wrong in executors. */
package org.byzsgd.faults;
