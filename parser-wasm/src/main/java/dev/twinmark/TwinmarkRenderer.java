package dev.twinmark;

import dev.twinmark.engine.DocumentProperties;
import dev.twinmark.engine.Extension;
import dev.twinmark.engine.Markdown;
import dev.twinmark.sanitizer.HtmlSanitizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Renders Markdown, even from untrusted authors, to HTML that is safe to show, the same as {@code
 * <twinmark-editor>} shows in its preview.
 *
 * <pre>{@code
 * TwinmarkRenderer renderer = new TwinmarkRenderer();
 * String html = renderer.render("Hello, **world**");
 * // <p>Hello, <strong>world</strong></p>
 * }</pre>
 *
 * <p>The language is that of {@link Markdown}, with the extensions that the {@link #builder} is
 * given. The sanitizer keeps the HTML that is in its allow-list, the one that the browser's
 * sanitizer has, too: no scripts, styles, forms or frames, and no URL that runs something. {@code
 * id} and {@code name} get the prefix {@code user-content-}. There is no switch to turn the
 * sanitizer off.
 *
 * <p>Instances are immutable; make one and use it from any number of threads. They need neither
 * WebAssembly nor a web server.
 *
 * <p>No document is refused. Rendering takes time and memory in proportion to the length, some 20
 * ms for 20 KB and a few seconds for 5 MB: where strangers choose the text, limit its length, and
 * how many are rendered at a time. Interrupting the thread ends it with a {@link
 * CancellationException}. Blocks and inlines may be nested 100 deep; anything deeper is text. The
 * HTML that references and missing table cells may add is bounded, too; {@link Markdown} says how.
 */
public final class TwinmarkRenderer {

  private final HtmlSanitizer sanitizer = new HtmlSanitizer();
  private final Set<Extension> extensions;

  /** Renders the default language of {@link Markdown}, without extensions. */
  public TwinmarkRenderer() {
    this(new Builder());
  }

  private TwinmarkRenderer(Builder builder) {
    extensions = builder.extensions;
  }

  /** Returns a builder of a renderer without extensions. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets up a renderer. */
  public static final class Builder {

    private Set<Extension> extensions = Set.of();

    private Builder() {}

    /**
     * Adds constructs to the language, in place of those set before.
     *
     * @param extensions such as {@link Extension#GITHUB}; by default none
     * @throws NullPointerException if it is or contains null
     */
    public Builder extensions(Set<Extension> extensions) {
      this.extensions = Set.copyOf(extensions);
      return this;
    }

    /** Returns the renderer. */
    public TwinmarkRenderer build() {
      return new TwinmarkRenderer(this);
    }
  }

  /**
   * Renders a document.
   *
   * @param markdown any string; lone surrogates become U+FFFD
   * @return an HTML fragment, the content of a {@code body} or a {@code div}
   * @throws NullPointerException if {@code markdown} is null
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  public String render(String markdown) {
    var html = new StringBuilder();
    try {
      render(markdown, html);
    } catch (IOException e) {
      throw new UncheckedIOException("A StringBuilder has no such failure.", e);
    }
    return html.toString();
  }

  /**
   * Renders a document, and writes each part of it as soon as it is done. Of a long document this
   * takes less memory, and a reader sees the beginning sooner.
   *
   * @param markdown any string; lone surrogates become U+FFFD
   * @param out such as a {@link java.io.Writer}, which is neither flushed nor closed; it gets what
   *     {@link #render(String)} returns
   * @throws NullPointerException if an argument is null
   * @throws CancellationException as {@link #render(String)} does; part of the document may have
   *     been written by then
   * @throws IOException if {@code out} does
   */
  public void render(String markdown, Appendable out) throws IOException {
    sanitizer.sanitize(Markdown.renderBlocks(markdown, extensions), out);
  }

  /**
   * Returns what the front matter of a document says of a page with it: its title, language and
   * direction. They are not escaped.
   *
   * @param markdown any string
   * @return without values where there is no front matter, or {@link Extension#FRONT_MATTER} is off
   * @throws NullPointerException if {@code markdown} is null
   */
  public DocumentProperties properties(String markdown) {
    return DocumentProperties.of(markdown, extensions);
  }
}
