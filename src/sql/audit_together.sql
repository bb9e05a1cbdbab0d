-- What a rule judges together (src/audit/sweep.c): of the lines of its suspects the hash, in the place of the mark.
SELECT i.subject_id, @rule@
  FROM v_notice_line i
 WHERE i.charged_on BETWEEN :from AND :until
