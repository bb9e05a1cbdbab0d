-- The sweep of a check (src/audit/sweep.c): one pass over all notice lines for all rules. The first mark: what the rules ask of a line
-- with lines and suspects, each expression once; the second: the columns that these name, and the hashes of repeats and together. LIMIT
-- and WHERE keep the two queries apart, so that a column is reckoned once for a line and not once for each rule that asks for it
-- (SQLite flattens no query with LIMIT into one with WHERE).
SELECT i.s, i.r, i.d@columns@
  FROM (SELECT i.subject_id AS s, i.record_id AS r, i.charged_on AS d@rule@
          FROM v_notice_line i WHERE i.record_id BETWEEN :low AND :high LIMIT -1) i
 WHERE i.r IS NOT NULL
