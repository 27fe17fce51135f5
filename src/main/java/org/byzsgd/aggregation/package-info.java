/**
 * Robust aggregation rules: from m received rows to one vector. One file a rule; a rule is a record
 * of its parameters, and the {@link org.byzsgd.aggregation.Aggregator} runs it.
 */
package org.byzsgd.aggregation;
