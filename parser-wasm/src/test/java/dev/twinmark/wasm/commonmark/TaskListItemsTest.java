package dev.twinmark.wasm.commonmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.task.list.items.internal.TaskListItemPostProcessor;
import org.junit.jupiter.api.Test;

/** The oracle is commonmark-java's expression. */
class TaskListItemsTest {

  private static final Pattern EXPRESSION =
      StockField.of(TaskListItemPostProcessor.class, "REGEX_TASK_LIST_ITEM", Pattern.class);

  @Test
  void agreesOnRandomTexts() {
    new RandomTexts(
            "[", "x", "X", " ", "]", "[x]", "[ ]", "[X] ", "\t", "\n", "\r", "\f", "\u000B",
            "\u0085", "\u00A0", "\u2028", "\u2029", "a", "\uD83D")
        .each(TaskListItemsTest::assertAgrees);
  }

  private static void assertAgrees(String literal) {
    Matcher matcher = EXPRESSION.matcher(literal);
    assertEquals(
        matcher.matches() ? matcher.start(2) : -1, TaskListItems.textStart(literal), literal);
  }
}
