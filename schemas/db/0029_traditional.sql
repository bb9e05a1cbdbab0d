-- Traditional characters are searched as the simplified ones that stand for them: the index of pairs is made anew from papers and
-- steps, which stay as they are.

INSERT INTO petition_index (petition_index) VALUES ('rebuild');
