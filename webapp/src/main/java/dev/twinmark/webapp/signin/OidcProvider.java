package dev.twinmark.webapp.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.twinmark.documents.Person;
import dev.twinmark.webapp.signin.SignInException.Reason;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider of OpenID Connect, asked by the authorization code flow with PKCE. Its methods wait
 * for the provider. Thread-safe.
 */
public final class OidcProvider {

  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);

  /** A provider on the same continent answers in a tenth of it. */
  private static final int CONNECT_TIMEOUT_MS = 3_000;

  /** Providers that have been idle load themselves first. */
  private static final int READ_TIMEOUT_MS = 10_000;

  /** The keys of a provider: each needs some 2 KB. */
  private static final int MAX_KEYS_BYTES = 256 * 1024;

  /** The age of a provider's description after which it is read again. */
  private static final Duration METADATA_LIFE = Duration.ofHours(1);

  /**
   * Signatures with a key pair. With those of a shared secret, the public key could be taken for
   * the secret.
   */
  private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

  private static final Scope SCOPE = new Scope("openid", "profile");

  /** For others to see, so never the e-mail address. */
  private static final List<String> NAME_CLAIMS =
      List.of("name", "preferred_username", "nickname", "given_name");

  /** A provider as it describes itself, with its keys. */
  private record Description(
      OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, long readNanos) {}

  private final OidcSettings settings;
  private final Issuer issuer;
  private final ClientID client;

  /** Null until the provider was asked. */
  private Description description;

  /** Asks the provider nothing: it may be down when the server starts. */
  public OidcProvider(OidcSettings settings) {
    this.settings = settings;
    this.issuer = new Issuer(settings.issuer());
    this.client = new ClientID(settings.clientId());
  }

  private static Set<JWSAlgorithm> algorithms() {
    var algorithms = new HashSet<JWSAlgorithm>(JWSAlgorithm.Family.RSA);
    algorithms.addAll(List.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512));
    return Set.copyOf(algorithms);
  }

  /**
   * Returns the address at the provider to which the browser is to go.
   *
   * @param redirect the address of this server to which the provider sends it back
   */
  public URI begin(SignInAttempt attempt, URI redirect) throws SignInException {
    return new AuthenticationRequest.Builder(
            new ResponseType(ResponseType.Value.CODE), SCOPE, client, redirect)
        .endpointURI(describe().metadata.getAuthorizationEndpointURI())
        .state(new State(attempt.state()))
        .nonce(new Nonce(attempt.nonce()))
        .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * Finds out who has signed in.
   *
   * @param redirect the same as at the beginning
   * @param query of the request by which the browser came back
   */
  public Person finish(SignInAttempt attempt, URI redirect, String query) throws SignInException {
    AuthenticationResponse answer = parse(redirect, query);
    if (answer.getState() == null || !attempt.hasState(answer.getState().getValue())) {
      throw new SignInException(Reason.EXPIRED, "The state is another attempt's");
    }
    requireIssuer(answer);
    if (answer instanceof AuthenticationErrorResponse error) {
      throw refusal(error.getErrorObject());
    }
    AuthorizationCode code = answer.toSuccessResponse().getAuthorizationCode();
    if (code == null) {
      throw new SignInException(Reason.INVALID, "The answer of the provider has no code");
    }
    OIDCTokenResponse tokens = exchange(code, redirect, new CodeVerifier(attempt.verifier()));
    IDTokenClaimsSet claims = validate(tokens, new Nonce(attempt.nonce()));
    String subject = claims.getStringClaim("sub");
    if (subject == null || !Person.isSubject(subject)) {
      throw new SignInException(Reason.INVALID, "The subject is no name of up to 255 characters");
    }
    String name = name(claims);
    return new Person(
        issuer.getValue(),
        subject,
        name.isEmpty() ? askForName(tokens.getOIDCTokens().getAccessToken(), claims) : name);
  }

  private static AuthenticationResponse parse(URI redirect, String query) throws SignInException {
    try {
      return AuthenticationResponseParser.parse(
          redirect, URLUtils.parseParameters(query == null ? "" : query));
    } catch (ParseException e) {
      throw new SignInException(Reason.EXPIRED, "The address is no answer of a provider");
    }
  }

  /** An answer of another provider must not be taken for this one's (RFC 9207). */
  private void requireIssuer(AuthenticationResponse answer) throws SignInException {
    boolean isNamed = answer.getIssuer() != null;
    if (isNamed
        ? !answer.getIssuer().equals(issuer)
        : describe().metadata.supportsAuthorizationResponseIssuerParam()) {
      throw new SignInException(Reason.INVALID, "The answer is another issuer's");
    }
  }

  private static SignInException refusal(ErrorObject error) {
    String code = error == null ? "" : error.getCode();
    boolean isBusy =
        OAuth2Error.SERVER_ERROR.getCode().equals(code)
            || OAuth2Error.TEMPORARILY_UNAVAILABLE.getCode().equals(code);
    Reason reason =
        isBusy
            ? Reason.UNREACHABLE
            : OAuth2Error.ACCESS_DENIED.getCode().equals(code) ? Reason.DENIED : Reason.INVALID;
    // Only codes of the specification: the browser could have written anything.
    boolean isKnown = code != null && code.matches("[a-z_]{1,40}");
    return new SignInException(reason, "The provider refuses: " + (isKnown ? code : "no reason"));
  }

  private OIDCTokenResponse exchange(AuthorizationCode code, URI redirect, CodeVerifier verifier)
      throws SignInException {
    OIDCProviderMetadata metadata = describe().metadata;
    var grant = new AuthorizationCodeGrant(code, redirect, verifier);
    URI endpoint = metadata.getTokenEndpointURI();
    TokenRequest.Builder request =
        settings.clientSecret() == null
            ? new TokenRequest.Builder(endpoint, client, grant)
            : new TokenRequest.Builder(endpoint, authentication(metadata), grant);
    HTTPResponse response = send(request.build().toHTTPRequest());
    try {
      if (!response.indicatesSuccess()) {
        ErrorObject error = TokenErrorResponse.parse(response).getErrorObject();
        // The code was used before, or has waited for too long.
        if (error != null && OAuth2Error.INVALID_GRANT.getCode().equals(error.getCode())) {
          throw new SignInException(Reason.EXPIRED, "The provider does not take the code");
        }
        throw refusal(error);
      }
      return OIDCTokenResponse.parse(response);
    } catch (ParseException e) {
      throw new SignInException(Reason.INVALID, "The provider's tokens cannot be read");
    }
  }

  private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
    var secret = new Secret(settings.clientSecret());
    List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
    boolean takesHeader =
        methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return takesHeader
        ? new ClientSecretBasic(client, secret)
        : new ClientSecretPost(client, secret);
  }

  private IDTokenClaimsSet validate(OIDCTokenResponse tokens, Nonce nonce) throws SignInException {
    var validator =
        new IDTokenValidator(
            issuer, client, new JWSVerificationKeySelector<>(ALGORITHMS, describe().keys), null);
    try {
      return validator.validate(tokens.getOIDCTokens().getIDToken(), nonce);
    } catch (BadJOSEException | JOSEException e) {
      // Operators need a wrong issuer or audience in the log; a nonce is left out.
      String detail = String.valueOf(e.getMessage());
      throw new SignInException(
          Reason.INVALID,
          "The provider's token is refused: "
              + (detail.contains("nonce") ? "The nonce is another attempt's" : detail));
    }
  }

  private static String name(ClaimsSet claims) {
    return NAME_CLAIMS.stream()
        .flatMap(claim -> Stream.ofNullable(claims.getStringClaim(claim)))
        .filter(name -> !name.isBlank())
        .findFirst()
        .orElse("");
  }

  /** Asks for what some providers leave out of tokens. A person without a name is none the less. */
  private String askForName(AccessToken token, IDTokenClaimsSet claims) throws SignInException {
    URI endpoint = describe().metadata.getUserInfoEndpointURI();
    if (endpoint == null || token == null) {
      return "";
    }
    try {
      UserInfoResponse response =
          UserInfoResponse.parse(send(new UserInfoRequest(endpoint, token).toHTTPRequest()));
      UserInfo info =
          response.indicatesSuccess() ? response.toSuccessResponse().getUserInfo() : null;
      // Another person's must not be used (Core 1.0, 5.3.2).
      return info == null || !claims.getStringClaim("sub").equals(info.getStringClaim("sub"))
          ? ""
          : name(info);
    } catch (ParseException | SignInException e) {
      LOG.debug("The provider does not tell the name of a person", e);
      return "";
    }
  }

  private static HTTPResponse send(HTTPRequest request) throws SignInException {
    request.setConnectTimeout(CONNECT_TIMEOUT_MS);
    request.setReadTimeout(READ_TIMEOUT_MS);
    // A secret must not be sent elsewhere.
    request.setFollowRedirects(false);
    try {
      return request.send();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** Reads the provider's description, at most once an hour. An older one is better than none. */
  private synchronized Description describe() throws SignInException {
    long now = System.nanoTime();
    if (description != null && now - description.readNanos < METADATA_LIFE.toNanos()) {
      return description;
    }
    try {
      description = read(now);
    } catch (SignInException e) {
      if (description == null) {
        throw e;
      }
      LOG.warn("The description of the sign-in provider is used as it was: {}", e.getMessage());
      description = new Description(description.metadata, description.keys, now);
    }
    return description;
  }

  private Description read(long now) throws SignInException {
    try {
      var metadata = OIDCProviderMetadata.resolve(issuer, CONNECT_TIMEOUT_MS, READ_TIMEOUT_MS);
      if (metadata.getAuthorizationEndpointURI() == null
          || metadata.getTokenEndpointURI() == null
          || metadata.getJWKSetURI() == null) {
        throw new SignInException(Reason.INVALID, "The provider's description lacks addresses");
      }
      var retriever =
          new DefaultResourceRetriever(CONNECT_TIMEOUT_MS, READ_TIMEOUT_MS, MAX_KEYS_BYTES);
      JWKSource<SecurityContext> keys =
          JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), retriever).build();
      return new Description(metadata, keys, now);
    } catch (IOException e) {
      throw e instanceof MalformedURLException
          ? new SignInException(Reason.INVALID, "The provider's address of keys is none")
          : unreachable(e);
    } catch (GeneralException e) {
      throw new SignInException(
          Reason.INVALID, "The provider's description cannot be used: " + e.getMessage());
    }
  }

  private static SignInException unreachable(IOException cause) {
    return new SignInException(
        Reason.UNREACHABLE, "The provider does not answer: " + cause.getClass().getSimpleName());
  }
}
