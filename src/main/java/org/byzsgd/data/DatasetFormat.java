package org.byzsgd.data;

import java.io.IOException;
import org.byzsgd.registry.Component;
import org.byzsgd.registry.Registry;
import org.byzsgd.registry.UsageException;

/** A kind of data set that can be named in text; found by {@link java.util.ServiceLoader}. */
public interface DatasetFormat extends Component {
  /** {@return how an address of it is written, such as {@code cifar10:DIR}} */
  String syntax();

  /**
   * Looks at names, lengths and headers, not at the data: done within a second.
   *
   * @param address the data set
   * @param storage where its files are
   * @throws UsageException if a file is missing or does not fit
   * @throws IOException if the storage does not answer
   */
  void check(DataAddress address, Storage storage) throws IOException;

  /**
   * Loads the data set in this JVM.
   *
   * @param address the data set
   * @param storage where its files are
   * @return the data set, named as the address is written
   * @throws UsageException if a file is missing or does not fit, or only Spark can read it
   * @throws IOException if the storage does not answer
   */
  Dataset load(DataAddress address, Storage storage) throws IOException;

  /** {@return all formats, built-in and of users' jars} */
  static Registry<DatasetFormat> registry() {
    return Registry.load("data set", DatasetFormat.class);
  }

  /**
   * Checks a data set by its text, without loading it.
   *
   * @param text such as {@code digits} or {@code cifar10:DIR}
   * @param storage where its files are
   * @throws UsageException if there is no such format, or a file is missing or does not fit
   */
  static void check(String text, Storage storage) {
    DataAddress address = DataAddress.parse(text);
    try {
      registry().get(address.format()).check(address, storage);
    } catch (IOException e) {
      throw unreadable(address, e);
    }
  }

  /**
   * Loads a data set by its text.
   *
   * @param text such as {@code digits} or {@code cifar10:DIR}
   * @param storage where its files are
   * @return the data set
   * @throws UsageException if there is no such format, a file is missing or does not fit, or only
   *     Spark can read it
   */
  static Dataset load(String text, Storage storage) {
    DataAddress address = DataAddress.parse(text);
    try {
      return registry().get(address.format()).load(address, storage);
    } catch (IOException e) {
      throw unreadable(address, e);
    }
  }

  /**
   * The one line for a storage that fails.
   *
   * @param address what was to be read
   * @param failure the storage's error
   * @return the error to throw
   */
  static UsageException unreadable(DataAddress address, IOException failure) {
    return new UsageException(
        String.format(
            "%s: cannot be read: %s: %s",
            address, failure.getClass().getSimpleName(), failure.getMessage()),
        failure);
  }
}
