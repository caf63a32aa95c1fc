-- ${bytes} is the type for bytes of the database. Texts, titles, labels and names are such: PostgreSQL's
-- text takes no NUL, and no encoding takes lone surrogates. Times are milliseconds since 1970.

CREATE TABLE account (
  id text PRIMARY KEY
);

CREATE TABLE session (
  hash text PRIMARY KEY,
  account text NOT NULL REFERENCES account (id) ON DELETE CASCADE
);

CREATE TABLE document (
  id text PRIMARY KEY,
  title ${bytes} NOT NULL,
  named boolean NOT NULL,
  head bigint NOT NULL,
  units integer NOT NULL,
  -- The version before the first change of the log. There is a checkpoint of it.
  oldest bigint NOT NULL,
  -- The newest checkpoint, and the size of the changes since, in UTF-16 code units of JSON.
  checkpoint bigint NOT NULL,
  changed_units bigint NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);

-- The change that makes a version.
CREATE TABLE change (
  document text NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  version bigint NOT NULL,
  client text NOT NULL,
  sequence bigint NOT NULL,
  account text NOT NULL,
  author ${bytes} NOT NULL,
  changes text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (document, version),
  UNIQUE (document, client, sequence)
);

-- The clients of a document. The last sequence outlives the log: a late push is known after it was pruned.
CREATE TABLE writer (
  document text NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  client text NOT NULL,
  account text NOT NULL,
  sequence bigint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (document, client)
);

-- Texts from which the log goes on.
CREATE TABLE checkpoint (
  document text NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  version bigint NOT NULL,
  text ${bytes} NOT NULL,
  PRIMARY KEY (document, version)
);

-- Texts that are kept for readers of the history.
CREATE TABLE version (
  document text NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  version bigint NOT NULL,
  label ${bytes},
  author ${bytes} NOT NULL,
  at bigint NOT NULL,
  units integer NOT NULL,
  text ${bytes} NOT NULL,
  PRIMARY KEY (document, version)
);

CREATE TABLE link (
  id text PRIMARY KEY,
  document text NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  token_hash text NOT NULL UNIQUE,
  role text NOT NULL,
  label ${bytes} NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint
);
CREATE INDEX link_document ON link (document);

-- The rights of an account, by a link, or by none to what it has created.
CREATE TABLE member (
  document text NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  account text NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  link text REFERENCES link (id) ON DELETE CASCADE,
  role text NOT NULL,
  UNIQUE (document, account, link)
);
CREATE INDEX member_account ON member (account);
CREATE INDEX member_link ON member (link);

CREATE TABLE publication (
  document text PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  slug text NOT NULL UNIQUE,
  version bigint NOT NULL,
  title ${bytes} NOT NULL,
  indexed boolean NOT NULL,
  at bigint NOT NULL,
  text ${bytes} NOT NULL
);
