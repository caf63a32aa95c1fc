package dev.twinmark.engine;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.parser.Parser;

/** The Markdown that Twinmark speaks: the one place where extensions and options are chosen. */
final class Syntax {

  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(),
          StrikethroughExtension.create(),
          TaskListItemsExtension.create());

  private Syntax() {}

  static Parser.Builder parser() {
    return Parser.builder().extensions(EXTENSIONS);
  }
}
