/**
 * Answers requests: {@link dev.twinmark.webapp.http.Routes} chooses by path and method, the
 * endpoints answer, {@link dev.twinmark.webapp.http.ErrorReplies} says what went wrong, and {@link
 * dev.twinmark.webapp.http.SecurityHeaders} is on everything.
 */
package dev.twinmark.webapp.http;
