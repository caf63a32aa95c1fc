package dev.twinmark.webapp.documents;

/**
 * The person that a request comes from.
 *
 * @param account of the person
 * @param session the hash of the session that a sign-out ends; null where a proxy signs in
 */
record SignedIn(String account, String session) {}
