-- The images of documents.
CREATE TABLE image (
  document text NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  -- A hash of the content, and the format.
  name text NOT NULL,
  -- The published text shows it, so that everyone may.
  published boolean NOT NULL,
  at bigint NOT NULL,
  content ${bytes} NOT NULL,
  PRIMARY KEY (document, name)
);
