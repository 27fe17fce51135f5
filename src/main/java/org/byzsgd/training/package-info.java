/**
 * Synchronous SGD with Byzantine workers: {@link org.byzsgd.training.SynchronousSgd} is Algorithm 1
 * on one screen; a {@link org.byzsgd.training.Cluster} says where the workers run.
 */
package org.byzsgd.training;
