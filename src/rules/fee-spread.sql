-- rule: fee-spread
-- title: equal amounts spread over many payers of one village
-- title.zh: 疑似向农户摊派
-- basis: Agriculture Law (2002 revision) art. 67: farmers may refuse any levy spread over them (摊派)
-- basis.zh: 《农业法》（2002年修订）第六十七条：不得以任何方式向农民摊派，农民有权拒绝
-- in-force: 2003-03-01..
-- severity: doubt
-- subject: notice-item
-- companions: fee-no-basis
-- population:
--   SELECT count(*) FROM (
--     SELECT 1 FROM v_notice_standard i JOIN v_notice_village v ON v.subject_id = i.subject_id
--      WHERE i.standard_id IS NULL AND i.amount_fen > 0 AND i.voluntary = 0 AND i.payer_class = 'household'
--        AND i.charged_on BETWEEN :from AND :until
--      GROUP BY +i.unit_id, v.place_id, coalesce(i.item_id, -i.name_term), substr(i.charged_on, 1, 7), i.amount_fen)
-- suspects: i.standard_id IS NULL AND i.paid AND i.voluntary = 0 AND i.of_household
-- together:
--   CASE WHEN i.standard_id IS NULL AND i.amount_fen > 0 AND i.voluntary = 0 AND i.of_household
--        THEN hash64(i.unit_id, (SELECT v.place_id FROM v_notice_village v WHERE v.subject_id = i.subject_id),
--                    coalesce(i.item_id, -i.name_term), substr(i.charged_on, 1, 7), i.amount_fen) END
-- undecided: none
-- Threshold: at least 10 households of one village paid one unit the same amount under the same name within one month, and no
-- standard is in force for it. One finding for all of them, at the first line; the money stands with fee-no-basis. What is called
-- voluntary: fee-voluntary-for-all. Where notices name only the township, the villages are those of the households; where these are not
-- known, the township stands for one.
SELECT g.first_line / 1000000 AS subject_id, g.first_line % 1000000 AS part, g.division_id AS division, g.unit_id AS unit,
       g.charged_on, g.sum_fen AS charged_fen,
       '自' || g.charged_on || '起一个月内向' || (SELECT d.name FROM v_division d WHERE d.division_id = g.division_id) || g.payers
           || '户按每户' || fen_text(g.amount_fen) || '元收取“' || g.name || '”，合计' || fen_text(g.sum_fen)
           || '元，没有标准，疑为摊派。' AS detail
  FROM (SELECT min(p.subject_id * 1000000 + p.part) AS first_line, -- first notice and line, as one number
               p.division_id, p.unit_id, min(p.name) AS name, p.amount_fen,
               min(p.charged_on) AS charged_on, count(DISTINCT p.payer) AS payers, sum(p.sum_fen) AS sum_fen
          FROM (SELECT i.subject_id, min(i.part) AS part, v.place_id AS division_id, i.unit_id, i.name, i.amount_fen, i.charged_on,
                       i.payer, coalesce(i.item_id, -i.name_term) AS what, sum(i.amount_fen) AS sum_fen
                  FROM v_notice_standard i JOIN v_notice_village v ON v.subject_id = i.subject_id
                 WHERE i.charged_on BETWEEN :from AND :until AND i.standard_id IS NULL AND i.amount_fen > 0
                   AND i.voluntary = 0 AND i.payer_class = 'household'
                 GROUP BY +i.subject_id, coalesce(i.item_id, -i.name_term), i.amount_fen) p
         GROUP BY p.unit_id, p.division_id, p.what, substr(p.charged_on, 1, 7), p.amount_fen) g
 WHERE g.payers >= 10
 ORDER BY g.first_line
