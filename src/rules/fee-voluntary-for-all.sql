-- rule: fee-voluntary-for-all
-- title: "voluntary" payment asked of everybody
-- title.zh: 以自愿为名普遍收取
-- basis: Agriculture Law (2002 revision) art. 67 and 68: no levy or collection of funds in whatever form; payment by free choice only
-- basis.zh: 《农业法》（2002年修订）第六十七条、第六十八条：不得以任何方式向农民摊派、集资
-- in-force: 2003-03-01..
-- severity: doubt
-- subject: notice-item
-- companions: fee-no-basis
-- population:
--   SELECT count(*) FROM (
--     SELECT 1 FROM v_notice_item i JOIN v_notice_village v ON v.subject_id = i.subject_id
--      WHERE i.voluntary = 1 AND i.amount_fen > 0 AND i.payer_class = 'household' AND i.charged_on BETWEEN :from AND :until
--      GROUP BY +i.unit_id, v.place_id, coalesce(i.item_id, -i.name_term), substr(i.charged_on, 1, 4))
-- suspects: i.voluntary = 1 AND i.paid AND i.of_household
-- together:
--   CASE WHEN i.voluntary = 1 AND i.amount_fen > 0 AND i.of_household
--        THEN hash64(i.unit_id, (SELECT v.place_id FROM v_notice_village v WHERE v.subject_id = i.subject_id),
--                    coalesce(i.item_id, -i.name_term), substr(i.charged_on, 1, 4)) END
-- undecided:
--   SELECT g.first_line / 1000000 AS subject_id, g.first_line % 1000000 AS part, '登记册没有该村户数，不能判定是否普遍收取' AS reason
--     FROM (SELECT min(q.first_line) AS first_line, q.division_id, max(q.same) AS same
--            FROM (SELECT p.unit_id, p.division_id, p.what, p.year, min(p.subject_id * 1000000 + p.part) AS first_line,
--                         min(p.name) AS name, min(p.charged_on) AS charged_on, sum(p.amount_fen) AS sum_fen,
--                         sum(p.payer_place = 1) AS payers, sum(p.same_place = 1) AS same
--                    FROM (SELECT n.*, row_number() OVER (PARTITION BY n.unit_id, n.division_id, n.what, n.year, n.payer
--                                                        ORDER BY n.subject_id) AS payer_place,
--                                 row_number() OVER (PARTITION BY n.unit_id, n.division_id, n.what, n.year, n.payer, n.amount_fen
--                                                    ORDER BY n.subject_id) AS same_place
--                            FROM (SELECT i.subject_id, min(i.part) AS part, v.place_id AS division_id, i.unit_id, i.name, i.charged_on, i.payer,
--                                         coalesce(i.item_id, -i.name_term) AS what, substr(i.charged_on, 1, 4) AS year,
--                                         sum(i.amount_fen) AS amount_fen
--                                    FROM v_notice_item i JOIN v_notice_village v ON v.subject_id = i.subject_id
--                                   WHERE i.voluntary = 1 AND i.amount_fen > 0 AND i.payer_class = 'household'
--                                     AND i.charged_on BETWEEN :from AND :until
--                                   GROUP BY +i.subject_id, coalesce(i.item_id, -i.name_term)) n) p
--                   GROUP BY p.unit_id, p.division_id, p.what, p.year, p.amount_fen) q
--           GROUP BY q.unit_id, q.division_id, q.what, q.year) g
--     JOIN v_division d ON d.division_id = g.division_id
--    WHERE coalesce(d.households, 0) = 0 AND g.same < 30
-- Threshold: within a year at least 80 % of the village's households as registered paid one unit under one name, or at least 30
-- households of the village paid the very same amount; the village is that of fee-spread. One finding for all of them, at the first
-- line; no money is claimed, since who paid freely is not known.
SELECT g.first_line / 1000000 AS subject_id, g.first_line % 1000000 AS part, g.division_id AS division, g.unit_id AS unit,
       g.charged_on, g.sum_fen AS charged_fen,
       substr(g.charged_on, 1, 4) || '年以“' || g.name || '”自愿名义向' || d.name || g.payers || '户收取' || fen_text(g.sum_fen) || '元'
           || CASE WHEN d.households > 0 THEN '，全' || CASE d.level WHEN 'village' THEN '村' WHEN 'township' THEN '乡镇' ELSE '县' END || d.households || '户'
                   ELSE '' END
           || CASE WHEN g.amounts = 1 THEN '，每户金额相同' WHEN g.same >= 30 THEN '，其中' || g.same || '户金额相同' ELSE '' END
           || '，疑非自愿。' AS detail
  FROM (SELECT min(q.first_line) AS first_line, q.division_id, q.unit_id, min(q.name) AS name, min(q.charged_on) AS charged_on,
               sum(q.payers) AS payers, sum(q.sum_fen) AS sum_fen, max(q.same) AS same, count(*) AS amounts
          FROM (SELECT p.unit_id, p.division_id, p.what, p.year, min(p.subject_id * 1000000 + p.part) AS first_line,
                       min(p.name) AS name, min(p.charged_on) AS charged_on, sum(p.amount_fen) AS sum_fen,
                       sum(p.payer_place = 1) AS payers, sum(p.same_place = 1) AS same
                  FROM (SELECT n.*, row_number() OVER (PARTITION BY n.unit_id, n.division_id, n.what, n.year, n.payer
                                                      ORDER BY n.subject_id) AS payer_place,
                               row_number() OVER (PARTITION BY n.unit_id, n.division_id, n.what, n.year, n.payer, n.amount_fen
                                                  ORDER BY n.subject_id) AS same_place
                          FROM (SELECT i.subject_id, min(i.part) AS part, v.place_id AS division_id, i.unit_id, i.name, i.charged_on, i.payer,
                                       coalesce(i.item_id, -i.name_term) AS what, substr(i.charged_on, 1, 4) AS year,
                                       sum(i.amount_fen) AS amount_fen
                                  FROM v_notice_item i JOIN v_notice_village v ON v.subject_id = i.subject_id
                                 WHERE i.voluntary = 1 AND i.amount_fen > 0 AND i.payer_class = 'household'
                                   AND i.charged_on BETWEEN :from AND :until
                                 GROUP BY +i.subject_id, coalesce(i.item_id, -i.name_term)) n) p
                 GROUP BY p.unit_id, p.division_id, p.what, p.year, p.amount_fen) q
         GROUP BY q.unit_id, q.division_id, q.what, q.year) g
  JOIN v_division d ON d.division_id = g.division_id
 WHERE g.same >= 30 OR (d.households > 0 AND g.payers * 100 >= d.households * 80)
 ORDER BY g.first_line
