/**
 * Names for things that users choose and extend: rules, attacks, models. A thing is written {@code
 * name:key=value,key=value}; its factory is found by {@link java.util.ServiceLoader}, built-in or
 * from a user's jar.
 */
package org.byzsgd.registry;
