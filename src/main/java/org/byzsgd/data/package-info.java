/**
 * Labelled samples, packed: the formats they are read from and how they are dealt to workers. Knows
 * neither Spark nor Hadoop; files come through {@link org.byzsgd.data.Storage}.
 */
package org.byzsgd.data;
