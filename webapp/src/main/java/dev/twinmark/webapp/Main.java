package dev.twinmark.webapp;

import dev.twinmark.webapp.documents.Creators;
import dev.twinmark.webapp.tls.TlsFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line. */
@Command(
    name = "java -jar twinmark.jar",
    description = "Serves Twinmark, a live Markdown editor, until it is told to stop (SIGTERM).",
    footer = {
      "",
      "A flag wins over its environment variable. The line that says where the server is ready goes"
          + " to the standard output, the log to the standard error.",
      "",
      "Exit status: 0 after a stop in order, 1 when the server cannot start, 2 when a flag or a"
          + " variable is wrong."
    },
    subcommands = {
      VerifyCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      MoveCommand.class,
      AuditCommand.class
    },
    sortOptions = false)
public final class Main implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "${env:TWINMARK_PORT:-" + Settings.DEFAULT_PORT + "}",
      description = {
        "TCP port to listen on; 0 takes any free one.",
        "Variable: TWINMARK_PORT. Default: " + Settings.DEFAULT_PORT + "."
      })
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "${env:TWINMARK_HOST:-" + Settings.DEFAULT_HOST + "}",
      description = {
        "Address to listen on; 0.0.0.0 makes the server reachable from other machines.",
        "Variable: TWINMARK_HOST. Default: " + Settings.DEFAULT_HOST + "."
      })
  private String host;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      defaultValue = "${env:TWINMARK_TLS_CERTIFICATE:-" + CommandLine.Option.NULL_VALUE + "}",
      description = {
        "Certificate in PEM form, followed by those of its issuers: the server speaks HTTPS then,"
            + " HTTP/2 and HTTP/1.1. Renewed files are used without a restart.",
        "Variable: TWINMARK_TLS_CERTIFICATE. Default: none, plain HTTP."
      })
  private Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      defaultValue = "${env:TWINMARK_TLS_KEY:-" + CommandLine.Option.NULL_VALUE + "}",
      description = {
        "Private key of the certificate in PEM form, without a password.",
        "Variable: TWINMARK_TLS_KEY. Default: none."
      })
  private Path tlsKey;

  @Option(
      names = "--max-document-bytes",
      paramLabel = "BYTES",
      defaultValue =
          "${env:TWINMARK_MAX_DOCUMENT_BYTES:-" + Settings.DEFAULT_MAX_DOCUMENT_BYTES + "}",
      description = {
        "Length of the longest document that is rendered, in bytes of UTF-8.",
        "Variable: TWINMARK_MAX_DOCUMENT_BYTES. Default: "
            + Settings.DEFAULT_MAX_DOCUMENT_BYTES
            + "."
      })
  private int maxDocumentBytes;

  @Option(
      names = "--base-path",
      paramLabel = "PATH",
      defaultValue = "${env:TWINMARK_BASE_PATH:-" + Settings.DEFAULT_BASE_PATH + "}",
      description = {
        "Path of the editor behind a proxy, such as /notes/, below which all addresses of the"
            + " server are; the proxy may leave it in the requests or take it off.",
        "Variable: TWINMARK_BASE_PATH. Default: " + Settings.DEFAULT_BASE_PATH + "."
      })
  private String basePath;

  @Option(
      names = "--public-address",
      paramLabel = "ORIGIN",
      defaultValue = "${env:TWINMARK_PUBLIC_ADDRESS:-" + CommandLine.Option.NULL_VALUE + "}",
      description = {
        "Origin under which visitors reach the server, such as https://notes.example: published"
            + " pages name it as their own, whatever host they are requested from.",
        "Variable: TWINMARK_PUBLIC_ADDRESS. Default: none, the host of each request."
      })
  private String publicAddress;

  @Option(
      names = "--frame-ancestor",
      paramLabel = "ORIGIN",
      split = ",",
      defaultValue = "${env:TWINMARK_FRAME_ANCESTORS:-" + CommandLine.Option.NULL_VALUE + "}",
      description = {
        "Origin whose pages may have the editor of /embed in a frame, such as https://example.org;"
            + " may be given several times.",
        "Variable: TWINMARK_FRAME_ANCESTORS, separated by commas. Default: none."
      })
  private List<String> frameAncestors;

  @Option(
      names = "--trusted-proxy",
      paramLabel = "ADDRESS",
      split = ",",
      defaultValue = "${env:TWINMARK_TRUSTED_PROXIES:-" + CommandLine.Option.NULL_VALUE + "}",
      description = {
        "Address or network, such as 10.0.0.0/8, of a proxy before the server, whose Forwarded or"
            + " X-Forwarded-For and -Host are believed: the client, by which limits are counted,"
            + " and the host that it has asked; may be given several times.",
        "Variable: TWINMARK_TRUSTED_PROXIES, separated by commas. Default: none."
      })
  private List<String> trustedProxies;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "${env:TWINMARK_DATA:-" + DocumentSettings.DEFAULT_DATA + "}",
      description = {
        "Folder of the database with the documents, which is created if there is none.",
        "Variable: TWINMARK_DATA. Default: " + DocumentSettings.DEFAULT_DATA + "."
      })
  private Path data;

  @Option(
      names = "--database",
      paramLabel = "URL",
      defaultValue = "${env:TWINMARK_DATABASE:-" + CommandLine.Option.NULL_VALUE + "}",
      description = {
        "PostgreSQL database for the documents instead, such as"
            + " jdbc:postgresql://localhost/twinmark?user=twinmark. Several servers may share it.",
        "Variable: TWINMARK_DATABASE. Default: none."
      })
  private String database;

  @Option(
      names = "--no-documents",
      defaultValue = "${env:TWINMARK_NO_DOCUMENTS:-false}",
      description = {
        "Keep no documents: they stay in the browsers alone.",
        "Variable: TWINMARK_NO_DOCUMENTS, true or false. Default: false."
      })
  private boolean hasNoDocuments;

  @Option(
      names = "--create-documents",
      paramLabel = "WHO",
      defaultValue = "${env:TWINMARK_CREATE_DOCUMENTS:-" + CommandLine.Option.NULL_VALUE + "}",
      description = {
        "Visitors who may create documents on the server: everyone, signed-in or nobody.",
        "Variable: TWINMARK_CREATE_DOCUMENTS. Default: signed-in if sign-in is configured;"
            + " otherwise everyone on a loopback --host, nobody on any other."
      })
  private Creators creators;

  @Option(
      names = "--oidc-issuer",
      paramLabel = "URL",
      defaultValue = "${env:TWINMARK_OIDC_ISSUER:-" + CommandLine.Option.NULL_VALUE + "}",
      description = {
        "Provider of OpenID Connect by which people sign in, such as"
            + " https://login.example.org/realms/staff.",
        "Variable: TWINMARK_OIDC_ISSUER. Default: none."
      })
  private String oidcIssuer;

  @Option(
      names = "--oidc-client-id",
      paramLabel = "ID",
      defaultValue = "${env:TWINMARK_OIDC_CLIENT_ID:-" + CommandLine.Option.NULL_VALUE + "}",
      description = {
        "Name of this server at the provider, which knows its address /sign-in/callback.",
        "Variable: TWINMARK_OIDC_CLIENT_ID. Default: none."
      })
  private String oidcClientId;

  @Option(
      names = "--oidc-client-secret-file",
      paramLabel = "FILE",
      defaultValue =
          "${env:TWINMARK_OIDC_CLIENT_SECRET_FILE:-" + CommandLine.Option.NULL_VALUE + "}",
      description = {
        "File with the secret of this server at the provider: a command line shows it to all users"
            + " of the machine. The variable "
            + OidcFlags.SECRET
            + " may have the secret itself.",
        "Variable: TWINMARK_OIDC_CLIENT_SECRET_FILE. Default: none, for a public client."
      })
  private Path oidcClientSecretFile;

  @Option(
      names = "--sign-in-header",
      paramLabel = "NAME",
      defaultValue = "${env:TWINMARK_SIGN_IN_HEADER:-" + CommandLine.Option.NULL_VALUE + "}",
      description = {
        "Header, such as X-Remote-User, in which a proxy of --trusted-proxy names the person who"
            + " has signed in there. The proxy must remove it from requests that it gets.",
        "Variable: TWINMARK_SIGN_IN_HEADER. Default: none."
      })
  private String signInHeader;

  @Option(
      names = "--max-account-bytes",
      paramLabel = "BYTES",
      defaultValue =
          "${env:TWINMARK_MAX_ACCOUNT_BYTES:-" + DocumentSettings.DEFAULT_MAX_ACCOUNT_BYTES + "}",
      description = {
        "Room of each account for the documents that it has created, with their changes and"
            + " versions. Past it, they can only be shortened and deleted.",
        "Variable: TWINMARK_MAX_ACCOUNT_BYTES. Default: "
            + DocumentSettings.DEFAULT_MAX_ACCOUNT_BYTES
            + "."
      })
  private long maxAccountBytes;

  @Option(
      names = "--metrics-address",
      paramLabel = "ADDRESS:PORT",
      defaultValue = "${env:TWINMARK_METRICS_ADDRESS:-" + CommandLine.Option.NULL_VALUE + "}",
      description = {
        "Address and port of its own for /metrics, in the text format of Prometheus, such as"
            + " 127.0.0.1:9464. It has no access control: let only the collector reach it.",
        "Variable: TWINMARK_METRICS_ADDRESS. Default: none, no metrics."
      })
  private String metricsAddress;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "${env:TWINMARK_LOG_FORMAT:-lines}",
      description = {
        "Form of the log: lines for people, or json, an object on each line, for collectors.",
        "Variable: TWINMARK_LOG_FORMAT. Default: lines."
      })
  private LogFormat logFormat;

  @Option(names = "--help", usageHelp = true, description = "Show this text and exit.")
  @SuppressWarnings("UnusedVariable") // Seen by picocli only.
  private boolean help;

  @Spec private CommandSpec command;

  private Main() {}

  /** Runs the server until the process is told to stop. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Returns the exit code of the process. */
  static int run(String... arguments) {
    return new CommandLine(new Main())
        .registerConverter(Creators.class, Main::creators)
        .setParameterExceptionHandler(
            (e, unused) -> {
              PrintWriter err = e.getCommandLine().getErr();
              err.println(e.getMessage() + " (--help explains the flags.)");
              return ExitCode.USAGE;
            })
        .execute(arguments);
  }

  private static Creators creators(String word) {
    try {
      return Creators.of(word);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    logFormat.use();
    PrintWriter err = command.commandLine().getErr();
    Settings settings;
    try {
      settings =
          Settings.builder()
              .host(host)
              .port(port)
              .tls(tlsFiles())
              .maxDocumentBytes(maxDocumentBytes)
              .basePath(basePath)
              .publicAddress(publicAddress)
              .frameAncestors(frameAncestors == null ? List.of() : frameAncestors)
              .trustedProxies(trustedProxies == null ? List.of() : trustedProxies)
              .metricsAddress(metricsAddress == null ? null : ListenAddress.parse(metricsAddress))
              .documents(documents())
              .build();
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage() + " (--help explains the flags.)");
      return ExitCode.USAGE;
    }
    TwinmarkServer server;
    try {
      server = TwinmarkServer.start(settings);
    } catch (CannotListenException | IllegalStateException e) {
      err.println(e.getMessage());
      return ExitCode.SOFTWARE;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    PrintWriter out = command.commandLine().getOut();
    out.println("Twinmark is ready on " + settings.address(server.port()));
    out.flush();
    Thread.currentThread().join();
    return ExitCode.OK;
  }

  private DocumentSettings documents() {
    if (hasNoDocuments) {
      return null;
    }
    var signIn =
        new SignInSettings(
            OidcFlags.settings(oidcIssuer, oidcClientId, oidcClientSecretFile), signInHeader);
    if (signInHeader != null && trustedProxies == null) {
      throw new IllegalArgumentException(
          "Clients may send any header: --sign-in-header needs --trusted-proxy, from which alone it"
              + " counts.");
    }
    return new DocumentSettings(
        data,
        database,
        creators == null ? defaultCreators(signIn) : creators,
        signIn,
        maxAccountBytes);
  }

  private Creators defaultCreators(SignInSettings signIn) {
    if (signIn.isConfigured()) {
      return Creators.SIGNED_IN;
    }
    return ListenAddress.isLoopback(host) ? Creators.EVERYONE : Creators.NOBODY;
  }

  private TlsFiles tlsFiles() {
    if (tlsCertificate == null && tlsKey == null) {
      return null;
    }
    if (tlsCertificate == null || tlsKey == null) {
      throw new IllegalArgumentException(
          "A certificate and its key belong together: --tls-certificate and --tls-key.");
    }
    return new TlsFiles(tlsCertificate, tlsKey);
  }

  private static void stop(TwinmarkServer server) {
    Logger log = LoggerFactory.getLogger(Main.class);
    log.info("Stopping: requests under way are finished first");
    int status = ExitCode.OK;
    try {
      server.close();
      log.info("Stopped");
    } catch (IllegalStateException e) {
      log.error("Stopping failed", e);
      status = ExitCode.SOFTWARE;
    }
    // A JVM that ends by a signal reports 128 and the signal's number, however well it stopped.
    Runtime.getRuntime().halt(status);
  }
}
