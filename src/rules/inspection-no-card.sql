-- rule: inspection-no-card
-- title: household card not seen at a visit
-- title.zh: 入户走访未见明白卡
-- basis: the household card is to be handed to every household: 农民负担监督卡制度; 七部委2008 (secondary): delivered in time, signed for
-- basis.zh: 农民负担监督卡（明白卡）制度：监督卡应当及时发放到户、由农户签收（2008年七部委意见，待核原文）
-- in-force: 2001-01-01..
-- severity: doubt
-- subject: inspection-visit
-- population: SELECT count(*) FROM v_inspection_answer WHERE form = 'household' AND question = 'card' AND visited_on BETWEEN :from AND :until
-- undecided:
--   SELECT subject_id, part, '入户走访时不能确定该户是否有明白卡' AS reason
--     FROM v_inspection_answer WHERE form = 'household' AND question = 'card' AND value = 'unknown' AND visited_on BETWEEN :from AND :until
-- A doubt: that no card was seen may be because the household has lost it. No money is claimed.
SELECT a.subject_id, 0 AS part, a.division_id AS division, NULL AS unit, a.visited_on AS charged_on,
       a.visited_on || '入户走访，未见当年明白卡（检查编号' || a.plan || '）。' AS detail
  FROM v_inspection_answer a
 WHERE a.form = 'household' AND a.question = 'card' AND a.value = 'no' AND a.visited_on BETWEEN :from AND :until
 ORDER BY a.subject_id
