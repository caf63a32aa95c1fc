-- Automatic versions in their order, without the texts, to tell which one need not be kept.
CREATE INDEX version_automatic ON version (document, version, at) WHERE label IS NULL;
