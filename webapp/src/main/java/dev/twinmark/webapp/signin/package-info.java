/**
 * Signing in by OpenID Connect, as far as the provider is concerned: {@link
 * dev.twinmark.webapp.signin.OidcProvider} begins an attempt, and makes a person of what the
 * provider answers. Sessions and cookies are elsewhere.
 */
package dev.twinmark.webapp.signin;
