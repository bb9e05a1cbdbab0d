-- rule: arrears-wrong-class
-- title: arrear kept in a class or treated in a way that its kind forbids
-- title.zh: 尾欠归类或处理不当
-- basis: 国发[2003]12号 and the State Council Office's reply to Fujian of 2003: arrears from before the reform are suspended, checked
--   and sorted: unlawful ones written off, exempt ones remitted, lawful ones kept on account until farmers can bear them
-- basis.zh: 国发〔2003〕12号、国务院办公厅2003年对福建省税费改革方案的复函：改革前的税费尾欠暂停清收，核实归类；不合法的核销，应减免的减免，
--   合法的挂账，待农民有承受能力后再定
-- in-force: 2001-04-04..
-- severity: violation
-- subject: arrear
-- population: SELECT count(*) FROM v_arrear_owed WHERE registered_on BETWEEN :from AND :until
-- undecided:
--   SELECT o.subject_id, o.part, '依据库不识此税费名称，不能判定是否合法' AS reason
--     FROM v_arrear_owed o
--    WHERE o.registered_on BETWEEN :from AND :until AND o.class = 'lawful' AND o.item_id IS NULL
--      AND (o.treatment IS NULL OR o.treatment = o.demanded)
-- An item that was banned through its whole year cannot have left lawful arrears. Levies of after the reform are another rule's.
WITH entry AS (
    SELECT o.*, CASE WHEN o.class = 'lawful' THEN (
               SELECT b.standard_id FROM v_place_ban b
                WHERE b.division_id = o.division_id AND b.item_id = o.item_id
                  AND b.valid_from <= o.year || '-01-01' AND b.valid_until >= o.year || '-12-31'
                ORDER BY b.valid_from, b.standard_id LIMIT 1) END AS ban_id
      FROM v_arrear_owed o
     WHERE o.registered_on BETWEEN :from AND :until
       AND (o.item_id IS NULL OR o.item_id NOT IN (SELECT l.item_id FROM v_levy_item l) OR o.treatment <> o.demanded)
)
SELECT o.subject_id, o.part, o.division_id AS division, o.registered_on AS charged_on, o.ban_id AS standard_id,
       '登记册第' || o.number || '号' || o.year || '年度“' || o.name || '”' || fen_text(o.amount_fen) || '元列为' || o.class_text
           || CASE WHEN o.ban_id IS NOT NULL THEN '，该项目当年已禁止收取，应予核销。'
                   ELSE '，作' || o.treatment_text || '处理，应予' || o.demanded_text || '。' END AS detail
  FROM entry o
 WHERE o.ban_id IS NOT NULL OR o.treatment <> o.demanded
 ORDER BY o.subject_id, o.part
