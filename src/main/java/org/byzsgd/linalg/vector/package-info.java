/** Kernels on the incubating Vector API, loaded only where the JVM has the module. */
package org.byzsgd.linalg.vector;
