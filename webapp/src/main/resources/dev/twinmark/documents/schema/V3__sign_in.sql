-- People who have signed in, as a provider or a proxy names them. An account without a row is a browser's.
CREATE TABLE person (
  issuer text NOT NULL,
  subject text NOT NULL,
  account text NOT NULL UNIQUE REFERENCES account (id) ON DELETE CASCADE,
  name ${bytes} NOT NULL,
  PRIMARY KEY (issuer, subject)
);

-- The sessions of people, which end. Those of browsers are in session.
CREATE TABLE sign_in (
  hash text PRIMARY KEY,
  account text NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  expires_at bigint NOT NULL
);
CREATE INDEX sign_in_account ON sign_in (account);
CREATE INDEX sign_in_expiry ON sign_in (expires_at);
CREATE INDEX session_account ON session (account);
