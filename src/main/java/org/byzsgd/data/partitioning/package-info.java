/** How the samples of a training set are dealt to workers that keep them. */
package org.byzsgd.data.partitioning;
