-- rule: arrears-paid
-- title: payment taken on a registered arrear
-- title.zh: 已登记挂账的尾欠仍予收取
-- basis: 国发[2003]12号 and the State Council Office's reply to Fujian of 2003: arrears from before the reform are suspended, checked
--   and sorted: unlawful ones written off, exempt ones remitted, lawful ones kept on account until farmers can bear them
-- basis.zh: 国发〔2003〕12号、国务院办公厅2003年对福建省税费改革方案的复函：改革前的税费尾欠暂停清收，核实归类；不合法的核销，应减免的减免，
--   合法的挂账，待农民有承受能力后再定
-- in-force: 2001-04-04..
-- severity: violation
-- subject: arrear
-- population: SELECT count(*) FROM v_arrear_payment WHERE paid_on BETWEEN :from AND :until
-- undecided:
--   SELECT p.subject_id, p.part, '依据库中没有当地暂停清收尾欠的规定' AS reason
--     FROM v_arrear_payment p
--    WHERE p.paid_on BETWEEN :from AND :until
--      AND NOT EXISTS (SELECT 1 FROM v_place_ban b WHERE b.division_id = p.division_id
--                         AND b.item_id IN (SELECT l.item_id FROM v_levy_item l WHERE l.what = 'arrears'))
SELECT p.subject_id, p.part, p.division_id AS division, p.unit_id AS unit, p.paid_on AS charged_on, p.amount_fen AS charged_fen,
       0 AS allowed_fen, p.amount_fen AS excess_fen, min(b.standard_id) AS standard_id,
       p.paid_on || '收取登记册第' || p.number || '号尾欠' || fen_text(p.amount_fen) || '元，改革前的税费尾欠自' || min(b.valid_from)
           || '起暂停清收。' AS detail
  FROM v_arrear_payment p
  JOIN v_place_ban b ON b.division_id = p.division_id AND b.valid_from <= p.paid_on AND b.valid_until >= p.paid_on
 WHERE p.paid_on BETWEEN :from AND :until AND p.amount_fen > 0
   AND b.item_id IN (SELECT l.item_id FROM v_levy_item l WHERE l.what = 'arrears')
 GROUP BY p.subject_id, p.part
 ORDER BY p.subject_id, p.part
