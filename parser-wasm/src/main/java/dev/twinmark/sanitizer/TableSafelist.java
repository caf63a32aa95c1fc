package dev.twinmark.sanitizer;

import java.util.Objects;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Safelist;

/** Makes jsoup's Cleaner ask the {@link AllowList}, and nothing else. */
final class TableSafelist extends Safelist {

  private final AllowList allowList;

  TableSafelist(AllowList allowList) {
    this.allowList = Objects.requireNonNull(allowList);
  }

  @Override
  public boolean isSafeTag(String tag) {
    Interrupts.check();
    return allowList.allowsElement(tag);
  }

  @Override
  public boolean isSafeAttribute(String tagName, Element element, Attribute attribute) {
    return allowList.allowsAttribute(tagName, attribute.getKey(), attribute.getValue());
  }

  @Override
  public Attributes getEnforcedAttributes(String tagName) {
    return new Attributes();
  }
}
