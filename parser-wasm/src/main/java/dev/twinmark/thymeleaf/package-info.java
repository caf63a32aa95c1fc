/**
 * The editor and what was written in it, in Thymeleaf's templates: start at {@link
 * dev.twinmark.thymeleaf.TwinmarkDialect}. Needs Thymeleaf 3.1, which the jar does not bring along.
 */
package dev.twinmark.thymeleaf;
