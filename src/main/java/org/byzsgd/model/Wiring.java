package org.byzsgd.model;

/**
 * Where a layer finds its values.
 *
 * @param input its input
 * @param output its output; the input again if it works in place
 * @param inputGradient the loss's gradient by its input; null if nobody wants it
 * @param outputGradient the loss's gradient by its output
 * @param capacity the most samples
 * @param parametersAt the place of its first parameter
 * @param statisticsAt the place of its first running statistic
 */
record Wiring(
    Tensor input,
    Tensor output,
    Tensor inputGradient,
    Tensor outputGradient,
    int capacity,
    int parametersAt,
    int statisticsAt) {}
