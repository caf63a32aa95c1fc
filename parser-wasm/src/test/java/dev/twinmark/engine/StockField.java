package dev.twinmark.engine;

import java.lang.reflect.Field;

/** The expressions in the private fields of commonmark-java's classes. */
final class StockField {

  private StockField() {}

  static <T> T of(Class<?> owner, String name, Class<T> type) {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return type.cast(field.get(null));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("commonmark-java has changed: " + owner + " has no " + name, e);
    }
  }
}
