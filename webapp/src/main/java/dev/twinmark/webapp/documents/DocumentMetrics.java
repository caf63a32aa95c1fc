package dev.twinmark.webapp.documents;

import dev.twinmark.documents.Documents;
import dev.twinmark.documents.OpenDocuments;
import dev.twinmark.webapp.metrics.Histogram;
import dev.twinmark.webapp.metrics.MetricsText;

/** The metrics of documents. */
public final class DocumentMetrics {

  private final Histogram commits =
      new Histogram(
          "twinmark_commit_seconds",
          "Time to store the changes of a document that came together.",
          0.001,
          0.005,
          0.025,
          0.1,
          0.5,
          2.5);

  /** Starts with none. */
  public DocumentMetrics() {}

  /** Counts a commit. */
  public void committed(long nanos) {
    commits.add(nanos);
  }

  /** Writes the metrics. */
  public void describe(Documents documents, MetricsText text) {
    OpenDocuments.Statistics statistics = documents.open().statistics();
    text.gauge("twinmark_open_documents", "Documents in memory, as clients are connected to them.")
        .sample("twinmark_open_documents", statistics.documents())
        .gauge("twinmark_document_sessions", "Clients that are connected to documents.")
        .sample("twinmark_document_sessions", statistics.sessions())
        .counter("twinmark_pushes_total", "Pushes that clients have sent.")
        .sample("twinmark_pushes_total", statistics.pushes())
        .counter("twinmark_changes_total", "Changes that were stored.")
        .sample("twinmark_changes_total", statistics.changes());
    String refused = "twinmark_refused_pushes_total";
    text.counter(refused, "Pushes that were refused.");
    statistics.refusals().forEach((reason, count) -> text.sample(refused, "reason", reason, count));
    commits.describe(text);
  }
}
