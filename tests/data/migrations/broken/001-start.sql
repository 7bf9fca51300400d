CREATE TABLE thing (id TEXT PRIMARY KEY, name TEXT);
INSERT INTO thing VALUES ('a', 'first');
