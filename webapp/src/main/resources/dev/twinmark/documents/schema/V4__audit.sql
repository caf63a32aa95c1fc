-- The acts on documents, without texts, titles and secrets. Rows outlive their document and account, so that a
-- deletion is told as well; they are added, and removed when they are old.
CREATE TABLE audit (
  id text PRIMARY KEY,
  at bigint NOT NULL,
  account text NOT NULL,
  address text NOT NULL,
  act text NOT NULL,
  document text NOT NULL,
  -- The link and the role that the act is about; empty for none.
  link text NOT NULL,
  role text NOT NULL
);
CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_document ON audit (document, at);
