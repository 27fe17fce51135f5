/** Models: flat parameter vectors, losses and gradients, in float32. */
package org.byzsgd.model;
