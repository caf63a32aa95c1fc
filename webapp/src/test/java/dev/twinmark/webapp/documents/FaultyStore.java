package dev.twinmark.webapp.documents;

import dev.twinmark.documents.DocumentStore;
import dev.twinmark.documents.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A store whose appends fail now and then: before they have happened, or after. */
final class FaultyStore {

  /** The number of appends of which one fails, before and after it has happened in turn. */
  private static final int PERIOD = 4;

  private static final int NONE = 0;
  private static final int BEFORE = 1;
  private static final int AFTER = 2;

  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger appends = new AtomicInteger();

  /** The number of failures so far. */
  int failures() {
    return failures.get();
  }

  /** Returns a store that uses another one, and does not close it. */
  DocumentStore over(DocumentStore store) {
    return (DocumentStore)
        Proxy.newProxyInstance(
            DocumentStore.class.getClassLoader(),
            new Class<?>[] {DocumentStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              int fault = method.getName().equals("append") ? nextFault() : NONE;
              if (fault == BEFORE) {
                failures.incrementAndGet();
                throw new StoreException("Nothing was written");
              }
              try {
                Object result = method.invoke(store, arguments);
                if (fault == AFTER) {
                  failures.incrementAndGet();
                  throw new StoreException("The connection broke after the commit");
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private int nextFault() {
    int number = appends.incrementAndGet();
    if (number % PERIOD != 0) {
      return NONE;
    }
    return number % (2 * PERIOD) == 0 ? AFTER : BEFORE;
  }
}
