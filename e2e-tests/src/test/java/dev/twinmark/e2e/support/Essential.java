package dev.twinmark.e2e.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks what every supported browser must do: {@code ./check --browsers firefox} runs these tests
 * in Firefox as well, {@code ./check --browsers essential} also in WebKit, and all others in
 * Chromium alone.
 */
@Tag("essential")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Essential {}
