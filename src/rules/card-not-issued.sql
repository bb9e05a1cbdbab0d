-- rule: card-not-issued
-- title: village without household cards
-- title.zh: 该村没有发放明白卡
-- basis: the household card system (监督卡制): every household gets its card
-- basis.zh: 农民负担监督卡制：明白卡应发放到户
-- in-force: 2002-01-01..
-- severity: violation
-- subject: card-issue
-- population: SELECT count(*) FROM v_card_village WHERE year || '-12-31' >= :from AND year || '-01-01' <= :until AND households > 0
-- undecided:
--   SELECT division_id AS subject_id, CAST(year AS INTEGER) AS part, '依据库没有明白卡发放期限，或期限不详' AS reason
--     FROM v_card_village
--    WHERE year || '-12-31' >= :from AND year || '-01-01' <= :until AND households > 0 AND issue_id IS NULL AND last_on IS NULL
-- A record that says that nobody got a card is a violation. A village without any record, where other villages have theirs for the
-- year and its deadline has passed, is a doubt: perhaps only the record is missing. Its part is the year.
SELECT c.issue_id AS subject_id, 0 AS part, c.division_id AS division, c.issued_on AS charged_on, c.deadline_id AS standard_id,
       'violation' AS severity, c.year || '年登记' || c.households || '户，无一户签收明白卡。' AS detail
  FROM v_card_village c
 WHERE c.issued = 0 AND c.households > 0 AND c.issued_on BETWEEN :from AND :until
UNION ALL
SELECT c.division_id, CAST(c.year AS INTEGER), c.division_id, c.last_on, c.deadline_id,
       'doubt', c.year || '年登记' || c.households || '户，到' || c.last_on || '没有发放明白卡的记录。'
  FROM v_card_village c
 WHERE c.issue_id IS NULL AND c.households > 0 AND c.last_on BETWEEN :from AND :until AND c.last_on < :day
 ORDER BY 1, 2
