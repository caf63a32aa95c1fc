/**
 * What a server needs to show what was written in the editor: start at {@link
 * dev.twinmark.TwinmarkRenderer}. With Thymeleaf, {@link dev.twinmark.thymeleaf.TwinmarkDialect}
 * does it in templates.
 *
 * <p>The same jar has the editor for browsers, below {@code META-INF/resources/assets}, where
 * servlet containers find it.
 */
package dev.twinmark;
