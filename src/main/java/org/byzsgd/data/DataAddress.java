package org.byzsgd.data;

import java.io.Serializable;
import org.byzsgd.registry.UsageException;

/**
 * A data set as the user writes it: {@code format} or {@code format:argument}. Travels inside
 * closures.
 *
 * @param format the format's name
 * @param argument what stands behind the first colon, such as a path; empty if there is none
 */
public record DataAddress(String format, String argument) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Reads an address.
   *
   * @param text such as {@code digits} or {@code cifar10:DIR}
   * @return the address
   * @throws UsageException if the text names no format
   */
  public static DataAddress parse(String text) {
    int colon = text.indexOf(':');
    String format = (colon < 0 ? text : text.substring(0, colon)).strip();
    if (format.isEmpty()) {
      throw new UsageException(
          "expected a data set such as digits or cifar10:DIR, got '" + text + "'");
    }
    return new DataAddress(format, colon < 0 ? "" : text.substring(colon + 1).strip());
  }

  /**
   * The argument of a format that reads files.
   *
   * @param syntax how the format is written, for the message
   * @return the path
   * @throws UsageException if there is no argument
   */
  public String path(String syntax) {
    if (argument.isEmpty()) {
      throw new UsageException(format + ": expected " + syntax + ", got '" + this + "'");
    }
    return argument;
  }

  /** {@return the text that {@link #parse} reads back} */
  @Override
  public String toString() {
    return argument.isEmpty() ? format : format + ":" + argument;
  }
}
