package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Fills the gaps of the templates of one document, in their order, and then has the section of its
 * footnotes.
 *
 * <p>Footnotes are numbered by their first references: first those of the document's blocks, then
 * those of the footnotes themselves, breadth first, as commonmark-java has it. Names of headings
 * are GitHub's: the second of a name gets {@code -1} appended, and so on, past names that are
 * taken.
 */
final class Numbering {

  /** A footnote that is referred to. */
  private static final class Note {

    Footnote footnote;
    final int number;
    int references;

    Note(Footnote footnote, int number, int references) {
      this.footnote = footnote;
      this.number = number;
      this.references = references;
    }

    /** Returns the end of its {@code id}, the one that commonmark-java writes. */
    String name() {
      return footnote.name() == null ? String.valueOf(number) : "-" + footnote.name();
    }

    String idOfReference(int reference) {
      return "fnref" + name() + (reference == 1 ? "" : "-" + reference);
    }
  }

  /** The name of a heading. */
  private static final class Name {

    /** True if another heading wanted the name, or tried it when its own was taken. */
    boolean isContended;
  }

  private static final String NOTHING = "";
  private static final String SEPARATOR = " ";

  /** The numbering that this one goes on from, or null. */
  private final Numbering base;

  /** The first footnote of each normalized label. */
  private Map<String, Footnote> footnotes;

  /** The labels that are referred to, and defined within other footnotes alone. */
  private final Set<String> hidden = new TreeSet<>();

  private final List<Note> notes = new ArrayList<>();
  private final Map<String, Note> notesByLabel = new TreeMap<>();

  /** The names that headings have, besides the base's. */
  private final Map<String, Name> names = new TreeMap<>();

  /** The number of headings that wanted a name that was taken, for each such name. */
  private final Map<String, Integer> further = new TreeMap<>();

  /** The names of the headings in footnotes. */
  private Set<String> namesInSection = Set.of();

  /**
   * @param footnotes the first footnote that the document defines of each normalized label
   */
  Numbering(Map<String, Footnote> footnotes) {
    base = null;
    this.footnotes = footnotes;
  }

  private Numbering(Numbering base) {
    this.base = base;
    footnotes = base.footnotes;
    for (Note note : base.notes) {
      add(new Note(note.footnote, note.number, note.references));
    }
  }

  private void add(Note note) {
    notes.add(note);
    if (note.footnote.label() != null) {
      notesByLabel.put(note.footnote.label(), note);
    }
  }

  /** Returns a numbering of the same footnotes that has gone through nothing yet. */
  Numbering restarted() {
    return new Numbering(footnotes);
  }

  /**
   * Returns a value for each gap of the document's next template: the name of a heading, or the
   * number of a footnote and that of its reference. They are short, because there may be many, and
   * mostly they are the same again.
   */
  List<String> next(Template template) {
    List<String> values = new ArrayList<>(template.gaps().size());
    for (Template.Gap gap : template.gaps()) {
      values.add(
          switch (gap.kind()) {
            case HEADING_ID -> headingName(gap.key());
            case FOOTNOTE_REFERENCE -> reference(gap.key());
            case INLINE_FOOTNOTE -> refer(note(Footnote.inline(gap.note())));
            case CONTENTS_ENTRY, CONTENTS, FOOTNOTE_BACK_LINKS -> NOTHING;
          });
    }
    return values;
  }

  private String headingName(String wanted) {
    if (wanted.isEmpty()) {
      return NOTHING;
    }
    String name = wanted;
    for (Name taken = taken(name); taken != null; taken = taken(name)) {
      taken.isContended = true;
      int count = further(wanted) + 1;
      further.put(wanted, count);
      name = wanted + "-" + count;
    }
    names.put(name, new Name());
    return name;
  }

  private Name taken(String name) {
    Name taken = names.get(name);
    return taken == null && base != null ? base.names.get(name) : taken;
  }

  private int further(String wanted) {
    Integer own = further.get(wanted);
    if (own == null && base != null) {
      own = base.further.get(wanted);
    }
    return own == null ? 0 : own;
  }

  /**
   * Returns the value of a gap in place of another one, if that changes the value of no other gap.
   *
   * @param value the value of the gap that was there
   * @return null if the document has to be numbered anew
   */
  String valueInPlace(Template.Gap before, String value, Template.Gap now) {
    if (before.kind() != now.kind()) {
      return null;
    }
    if (now.kind() == Template.Kind.INLINE_FOOTNOTE) {
      noteOf(value).footnote = Footnote.inline(now.note());
      return value;
    }
    if (before.key().equals(now.key()) || now.kind() == Template.Kind.CONTENTS_ENTRY) {
      return value;
    }
    // A heading that did not get the name that it wanted has counted for the next ones.
    return now.kind() == Template.Kind.HEADING_ID && value.equals(before.key())
        ? rename(value, now.key())
        : null;
  }

  private String rename(String name, String wanted) {
    Name own = names.get(name);
    if (own == null
        || own.isContended
        || wanted.isEmpty()
        || names.containsKey(wanted)
        || namesInSection.contains(wanted)) {
      return null;
    }
    names.remove(name);
    names.put(wanted, own);
    return wanted;
  }

  /**
   * Takes in what the document defines now, if that changes no value so far.
   *
   * @return false if the document has to be numbered anew
   */
  boolean redefine(Map<String, Footnote> defined) {
    for (String label : hidden) {
      if (defined.containsKey(label)) {
        return false;
      }
    }
    for (Note note : notesByLabel.values()) {
      Footnote now = defined.get(note.footnote.label());
      if (now == null || !now.name().equals(note.footnote.name())) {
        return false;
      }
    }
    for (Note note : notesByLabel.values()) {
      note.footnote = defined.get(note.footnote.label());
    }
    footnotes = defined;
    return true;
  }

  private String reference(String written) {
    String label = LabelNormalization.normalize(written);
    Note note = notesByLabel.get(label);
    if (note == null) {
      Footnote footnote = footnotes.get(label);
      if (footnote == null) {
        hidden.add(label);
        return NOTHING;
      }
      note = note(footnote);
    }
    return refer(note);
  }

  private Note note(Footnote footnote) {
    Note note = new Note(footnote, notes.size() + 1, 0);
    add(note);
    return note;
  }

  private static String refer(Note note) {
    note.references++;
    return note.number + SEPARATOR + note.references;
  }

  /** Returns the template's HTML with the values in its gaps. */
  String fill(Template template, List<String> values) {
    HtmlBuffer html = new HtmlBuffer(template.html().length());
    int end = 0;
    for (int i = 0; i < values.size(); i++) {
      Template.Gap gap = template.gaps().get(i);
      html.raw(template.html().substring(end, gap.offset()));
      end = gap.offset();
      write(gap, values.get(i), html);
    }
    html.raw(template.html().substring(end));
    return html.substring(0);
  }

  private void write(Template.Gap gap, String value, HtmlBuffer html) {
    switch (gap.kind()) {
      case HEADING_ID -> {
        if (!value.isEmpty()) {
          html.raw(" id=\"");
          html.text(value);
          html.raw('"');
        }
      }
      case CONTENTS_ENTRY -> {
        // It shows in the table of contents.
      }
      case CONTENTS -> {
        if (value.isEmpty()) {
          html.raw("<p>");
          html.text(gap.key());
          html.raw("</p>\n");
        } else {
          html.raw(value);
        }
      }
      case FOOTNOTE_REFERENCE -> {
        if (value.isEmpty()) {
          // Its definition is part of another footnote, which commonmark-java does not show.
          html.text("[^" + gap.key() + "]");
        } else {
          writeReference(value, html);
        }
      }
      case INLINE_FOOTNOTE -> writeReference(value, html);
      case FOOTNOTE_BACK_LINKS -> writeBackLinks(notes.get(Integer.parseInt(value) - 1), html);
    }
  }

  /** Returns the footnote that a reference of that value leads to. */
  private Note noteOf(String value) {
    return notes.get(Integer.parseInt(value.substring(0, value.indexOf(SEPARATOR))) - 1);
  }

  private void writeReference(String value, HtmlBuffer html) {
    Note note = noteOf(value);
    html.raw("<sup class=\"footnote-ref\"><a href=\"#fn");
    html.text(note.name());
    html.raw("\" id=\"");
    html.text(note.idOfReference(Integer.parseInt(value.substring(value.indexOf(SEPARATOR) + 1))));
    html.raw("\" data-footnote-ref>");
    html.raw(String.valueOf(note.number));
    html.raw("</a></sup>");
  }

  /**
   * Returns the HTML of the footnotes that the templates so far refer to, empty where there are
   * none.
   */
  String section() {
    if (notes.isEmpty()) {
      return "";
    }
    Numbering section = new Numbering(this);
    String html = section.ownSection();
    namesInSection = section.names.keySet();
    return html;
  }

  private String ownSection() {
    List<List<String>> values = new ArrayList<>();
    // Footnotes refer to others, so that more of them come while they are gone through.
    for (int i = 0; i < notes.size(); i++) {
      Template content = notes.get(i).footnote.content();
      List<String> own = next(content);
      for (int gap = 0; gap < own.size(); gap++) {
        if (content.gaps().get(gap).kind() == Template.Kind.FOOTNOTE_BACK_LINKS) {
          own.set(gap, String.valueOf(i + 1));
        }
      }
      values.add(own);
    }
    HtmlBuffer html = new HtmlBuffer(0);
    html.raw("<section class=\"footnotes\" data-footnotes>\n<ol>\n");
    for (int i = 0; i < notes.size(); i++) {
      html.raw("<li id=\"fn");
      html.text(notes.get(i).name());
      html.raw("\">\n");
      html.raw(fill(notes.get(i).footnote.content(), values.get(i)));
      html.raw("</li>\n");
    }
    html.raw("</ol>\n</section>\n");
    return html.substring(0);
  }

  private static void writeBackLinks(Note note, HtmlBuffer html) {
    for (int reference = 1; reference <= note.references; reference++) {
      String index = note.number + (reference == 1 ? "" : "-" + reference);
      html.raw(reference == 1 ? "<a href=\"#" : " <a href=\"#");
      html.text(note.idOfReference(reference));
      html.raw("\" class=\"footnote-backref\" data-footnote-backref");
      html.raw(" data-footnote-backref-idx=\"");
      html.raw(index);
      html.raw("\" aria-label=\"Back to reference ");
      html.raw(index);
      html.raw("\">");
      if (reference > 1) {
        html.raw("<sup class=\"footnote-ref\">" + reference + "</sup>");
      }
      html.raw("\u21A9</a>");
    }
  }
}
