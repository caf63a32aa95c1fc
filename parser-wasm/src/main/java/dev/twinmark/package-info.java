/**
 * Renders text from the editor on a server: start at {@link dev.twinmark.TwinmarkRenderer}. With
 * Thymeleaf, {@link dev.twinmark.thymeleaf.TwinmarkDialect} does it in templates.
 *
 * <p>The editor for browsers is in the jar {@code twinmark-editor}, below {@code
 * META-INF/resources/assets}, where servlet containers find it. That jar depends on this one.
 */
package dev.twinmark;
