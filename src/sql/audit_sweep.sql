-- What the rules ask of the sorts of lines that are new (src/audit/sorts.c), in the place of the mark: lines, suspects and repeats, each
-- expression once. LIMIT and WHERE keep the two queries apart, so that a column is reckoned once for a sort and not once for each rule
-- that asks for it (SQLite flattens no query with LIMIT into one with WHERE).
SELECT i.sort_id, i.charged_on@columns@
  FROM (SELECT * FROM notice_sort s WHERE s.sort_id > :after ORDER BY s.sort_id LIMIT -1) i
 WHERE i.sort_id IS NOT NULL
