package dev.twinmark.documents;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of images in texts. They are relative, {@code i/DOCUMENT/NAME}, so that they lead
 * to the image from the editor, below any base path and from another server to which the documents
 * are moved.
 */
public final class ImageLinks {

  /** The folder of images in zip files of documents. */
  static final String FOLDER = "images/";

  private static final String PREFIX = "i/";
  private static final String NAME = "([0-9a-z]{26}\\.(?:avif|gif|jpeg|png|webp))";

  /** Precedes a relative address that is not the end of a longer one. */
  private static final String BEGINNING = "(?<![\\w/.:%-])";

  private static final Pattern NAMES = Pattern.compile(NAME);

  /** Images in a zip file, as its documents or, two folders down, its versions name them. */
  private static final Pattern FILES =
      Pattern.compile(BEGINNING + "(?:\\./|(?:\\.\\./){2})?" + FOLDER + NAME);

  private ImageLinks() {}

  /**
   * The digits of a name, or more of them: a text may write the point behind them in other ways.
   */
  private static final Pattern DIGITS = Pattern.compile("[0-9a-z]{26,}");

  private static final int NAME_DIGITS = 26;

  /** Returns whether a text has the form of an image's name, so that a store may be asked. */
  public static boolean isName(String name) {
    return NAMES.matcher(name).matches();
  }

  /** The address of an image in the text of its document. */
  public static String address(String document, String name) {
    return PREFIX + document + "/" + name;
  }

  /** The names of images of a document to which a text has addresses, relative or not. */
  static Set<String> namesIn(String text, String document) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = Pattern.compile(PREFIX + Pattern.quote(document) + "/" + NAME).matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /**
   * Takes those names out that a text may refer to, whatever the address around them. In doubt a
   * name counts as referred to.
   */
  static void removeMentioned(Set<String> names, String text) {
    if (names.isEmpty()) {
      return;
    }
    Set<String> mentioned = new HashSet<>();
    Matcher matcher = DIGITS.matcher(text);
    while (matcher.find()) {
      for (int i = matcher.start(); i <= matcher.end() - NAME_DIGITS; i++) {
        mentioned.add(text.substring(i, i + NAME_DIGITS));
      }
    }
    names.removeIf(name -> mentioned.contains(name.substring(0, NAME_DIGITS)));
  }

  /**
   * Lets a text lead to files instead of images of its document.
   *
   * @param names of the images for which there are files
   * @param folder of the files, from where the text is
   */
  static String toFiles(String text, String document, Collection<String> names, String folder) {
    if (names.isEmpty()) {
      return text;
    }
    Pattern addresses = Pattern.compile(BEGINNING + PREFIX + Pattern.quote(document) + "/" + NAME);
    return replace(
        text,
        addresses,
        address -> {
          String name = address.group(1);
          return names.contains(name) ? folder + name : null;
        });
  }

  /**
   * Lets a text lead to images of its document instead of files.
   *
   * @param address finds the address for the path of a file, from that of the text; null for none,
   *     which stays a file
   */
  static String fromFiles(String text, UnaryOperator<String> address) {
    return replace(text, FILES, file -> address.apply(file.group()));
  }

  /** The name of an image at the end of a path or address. */
  static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String replace(
      String text, Pattern links, Function<MatchResult, String> replacement) {
    Function<MatchResult, String> replaced =
        link -> {
          String other = replacement.apply(link);
          return Matcher.quoteReplacement(other == null ? link.group() : other);
        };
    return links.matcher(text).replaceAll(replaced);
  }
}
