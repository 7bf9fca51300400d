INSERT INTO thing VALUES ('b', 'second');
INSERT INTO nowhere VALUES (1);
