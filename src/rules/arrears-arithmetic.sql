-- rule: arrears-arithmetic
-- title: sum of an entry of the register of arrears is off
-- title.zh: 尾欠挂账登记合计与明细不符
-- basis: 国发[2003]12号 and the State Council Office's reply to Fujian of 2003: arrears from before the reform are suspended, checked
--   and sorted: unlawful ones written off, exempt ones remitted, lawful ones kept on account until farmers can bear them
-- basis.zh: 国发〔2003〕12号、国务院办公厅2003年对福建省税费改革方案的复函：改革前的税费尾欠暂停清收，核实归类；不合法的核销，应减免的减免，
--   合法的挂账，待农民有承受能力后再定
-- in-force: 2001-04-04..
-- severity: violation
-- subject: arrear
-- population: SELECT count(*) FROM v_arrear WHERE registered_on BETWEEN :from AND :until
-- undecided: none
SELECT a.subject_id, 0 AS part, a.division_id AS division, a.registered_on AS charged_on,
       '登记册第' || a.number || '号合计' || fen_text(a.total_fen) || '元，明细相加' || fen_text(sum(o.amount_fen)) || '元。' AS detail
  FROM v_arrear a JOIN v_arrear_owed o ON o.subject_id = a.subject_id
 WHERE a.registered_on BETWEEN :from AND :until
 GROUP BY a.subject_id
HAVING sum(o.amount_fen) <> a.total_fen
 ORDER BY a.subject_id
