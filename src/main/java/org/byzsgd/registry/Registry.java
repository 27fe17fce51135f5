package org.byzsgd.registry;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * All factories of one kind, by name: the built-in ones and those of users' jars, found by {@link
 * ServiceLoader}.
 *
 * @param <T> the kind of factory
 */
public final class Registry<T extends Component> {
  private final String kind;
  private final Map<String, T> byName;

  private Registry(String kind, Map<String, T> byName) {
    this.kind = kind;
    this.byName = byName;
  }

  /**
   * Loads what the thread's class loader (that of {@code --jars}) can see.
   *
   * @param kind what such a thing is called in messages, such as {@code rule}
   * @param type the factory's interface
   * @param <T> the kind of factory
   * @return the registry
   * @throws UsageException if two factories have one name
   */
  public static <T extends Component> Registry<T> load(String kind, Class<T> type) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return of(kind, ServiceLoader.load(type, context != null ? context : type.getClassLoader()));
  }

  /**
   * A registry of the given factories.
   *
   * @param kind what such a thing is called in messages
   * @param factories the factories
   * @param <T> the kind of factory
   * @return the registry
   * @throws UsageException if two factories have one name
   */
  public static <T extends Component> Registry<T> of(String kind, Iterable<T> factories) {
    Map<String, T> byName = new TreeMap<>();
    for (T factory : factories) {
      T other = byName.put(factory.name(), factory);
      if (other != null) {
        throw new UsageException(
            String.format(
                "%s '%s' is there twice: %s and %s",
                kind, factory.name(), other.getClass().getName(), factory.getClass().getName()));
      }
    }
    return new Registry<>(kind, byName);
  }

  /**
   * The factory of a name.
   *
   * @param name the name
   * @return the factory
   * @throws UsageException if there is none; the message lists the known names
   */
  public T get(String name) {
    T factory = byName.get(name);
    if (factory == null) {
      throw new UsageException(Spelling.unknown(kind, name, byName.keySet()));
    }
    return factory;
  }

  /** {@return all factories in the order of their names} */
  public Collection<T> all() {
    return Collections.unmodifiableCollection(byName.values());
  }
}
