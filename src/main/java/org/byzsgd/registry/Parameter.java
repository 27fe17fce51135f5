package org.byzsgd.registry;

/**
 * One parameter of a component, as the listing commands print it.
 *
 * @param name its key in {@code name:key=value}
 * @param range the admissible values in words, such as {@code any real number}
 * @param defaultValue the value when it is left out; empty when it must be given
 * @param meaning what it does, with its unit
 */
public record Parameter(String name, String range, String defaultValue, String meaning) {}
