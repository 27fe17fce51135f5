/**
 * The vectors of a round: m rows of d floats, their geometry, and the kernels that compute on them.
 */
package org.byzsgd.linalg;
