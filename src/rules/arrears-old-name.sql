-- rule: arrears-old-name
-- title: arrear from before the reform collected under its old name
-- title.zh: 以原税费名目收取改革前的尾欠
-- basis: 国发[2003]12号 and the State Council Office's reply to Fujian of 2003: arrears from before the reform are suspended, checked
--   and sorted: unlawful ones written off, exempt ones remitted, lawful ones kept on account until farmers can bear them
-- basis.zh: 国发〔2003〕12号、国务院办公厅2003年对福建省税费改革方案的复函：改革前的税费尾欠暂停清收，核实归类；不合法的核销，应减免的减免，
--   合法的挂账，待农民有承受能力后再定
-- in-force: 2001-04-04..
-- severity: violation
-- subject: notice-item
-- companions: levy-after-reform fee-cancelled fee-over-standard fee-no-basis
-- lines: i.period < substr(i.charged_on, 1, 4) AND i.levy IS NOT 'arrears'
-- suspects: i.period < substr(i.charged_on, 1, 4) AND i.levy IS NOT 'arrears'
-- undecided:
--   SELECT i.subject_id, i.part, '依据库中没有当地暂停清收尾欠的规定' AS reason
--     FROM v_notice_item i
--    WHERE i.charged_on BETWEEN :from AND :until AND i.period < substr(i.charged_on, 1, 4) AND i.amount_fen > 0
--      AND i.item_id NOT IN (SELECT l.item_id FROM v_levy_item l WHERE l.what = 'arrears')
--      AND EXISTS (SELECT 1 FROM v_arrear_owed o WHERE o.debtor = i.payer AND o.item_id = i.item_id AND o.year = substr(i.period, 1, 4))
--      AND NOT EXISTS (SELECT 1 FROM v_place_ban b WHERE b.division_id = i.division_id
--                         AND b.item_id IN (SELECT l.item_id FROM v_levy_item l WHERE l.what = 'arrears'))
-- The line's period, or its name, says of which year it is. The register holds the same item of that year of the same payer; or else
-- the line is a tax of a year before that in which the place was reformed, and owed from then, registered or not.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on, i.amount_fen AS charged_fen,
       0 AS allowed_fen, i.amount_fen AS excess_fen, min(b.standard_id) AS standard_id,
       i.charged_on || '收取' || iif(instr(i.name, substr(i.period, 1, 4)), '', substr(i.period, 1, 4) || '年度') || '“' || i.name || '”' || fen_text(i.amount_fen) || '元，'
           || coalesce('系登记册第' || min(o.number) || '号挂账的尾欠', '系税费改革前年度的税款，登记册没有挂账')
           || '，自' || min(b.valid_from) || '起暂停清收。' AS detail
  FROM v_notice_item i
  CROSS JOIN v_place_ban b ON b.division_id = i.division_id AND b.valid_from <= i.charged_on AND b.valid_until >= i.charged_on
  LEFT JOIN v_arrear_owed o ON o.debtor = i.payer AND o.item_id = i.item_id AND o.year = substr(i.period, 1, 4)
 WHERE i.charged_on BETWEEN :from AND :until AND i.period < substr(i.charged_on, 1, 4) AND i.amount_fen > 0
   AND i.item_id NOT IN (SELECT l.item_id FROM v_levy_item l WHERE l.what = 'arrears')
   AND b.item_id IN (SELECT l.item_id FROM v_levy_item l WHERE l.what = 'arrears')
   AND (o.number IS NOT NULL
        OR (i.item_id IN (SELECT t.item_id FROM v_item t WHERE t.category = 'farm-tax')
            AND substr(i.period, 1, 4) < (SELECT substr(r.reform_on, 1, 4) FROM v_reform r WHERE r.division_id = i.division_id)))
 GROUP BY i.subject_id, i.part
 ORDER BY i.subject_id, i.part
