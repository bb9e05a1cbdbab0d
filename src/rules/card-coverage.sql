-- rule: card-coverage
-- title: household cards below the coverage asked for
-- title.zh: 明白卡入户率低于规定
-- basis: the household card system (监督卡制, seven ministries 2008; before that the provinces' own rules): every household gets its card
-- basis.zh: 农民负担监督卡制（2008年七部委文件，此前为各省规定）：明白卡应发放到户
-- in-force: 2002-01-01..
-- severity: violation
-- subject: card-issue
-- population: SELECT count(*) FROM v_card_village WHERE issued > 0 AND issued_on BETWEEN :from AND :until
-- undecided:
--   SELECT issue_id AS subject_id, 0 AS part,
--          CASE WHEN coalesce(households, 0) = 0 THEN '登记册没有该村的户数' ELSE '依据库没有明白卡入户率的规定，或数字不详' END AS reason
--     FROM v_card_village
--    WHERE issued > 0 AND issued_on BETWEEN :from AND :until AND (coalesce(households, 0) = 0 OR coverage_percent IS NULL)
-- Households that signed for a card against the households of the register. A village where nobody got one is card-not-issued's.
SELECT c.issue_id AS subject_id, 0 AS part, c.division_id AS division, c.issued_on AS charged_on, c.coverage_id AS standard_id,
       c.year || '年发放' || c.issued || '户，登记' || c.households || '户，入户率'
           || (c.issued * 1000 / c.households / 10) || '.' || (c.issued * 1000 / c.households % 10) || '%，低于'
           || c.coverage_percent || '%，还差'
           || ((c.households * c.coverage_percent + 99) / 100 - c.issued) || '户。' AS detail
  FROM v_card_village c
 WHERE c.issued > 0 AND c.issued_on BETWEEN :from AND :until AND c.households > 0
   AND c.issued * 100 < c.households * c.coverage_percent
 ORDER BY c.issue_id
