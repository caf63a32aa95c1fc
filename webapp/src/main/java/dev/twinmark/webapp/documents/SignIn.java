package dev.twinmark.webapp.documents;

import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** A way to know the person that a request comes from. */
interface SignIn {

  /** Returns the person, if the request is signed in. */
  Optional<SignedIn> find(Request request);
}
