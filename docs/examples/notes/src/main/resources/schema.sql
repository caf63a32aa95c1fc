CREATE TABLE IF NOT EXISTS note (
  id varchar(26) PRIMARY KEY,
  owner varchar(50) NOT NULL,
  text text NOT NULL,
  text_version bigint NOT NULL,
  published text
);

CREATE TABLE IF NOT EXISTS note_right (
  note varchar(26) NOT NULL REFERENCES note (id),
  holder varchar(50) NOT NULL,
  role varchar(5) NOT NULL,
  PRIMARY KEY (note, holder)
);
