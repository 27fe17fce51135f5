/**
 * Keyed randomness: every random number of a run comes from a stream named by (seed, purpose,
 * round, worker), so results do not depend on where or in which order they are computed.
 */
package org.byzsgd.random;
