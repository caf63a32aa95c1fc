/**
 * What a server needs to show what was written in the editor: start at {@link
 * dev.twinmark.TwinmarkRenderer}. With Thymeleaf, {@link dev.twinmark.thymeleaf.TwinmarkDialect}
 * does it in templates.
 *
 * <p>The editor for browsers is in the jar {@code twinmark-editor}, below {@code
 * META-INF/resources/assets}, where servlet containers find it. That jar depends on this one.
 */
package dev.twinmark;
