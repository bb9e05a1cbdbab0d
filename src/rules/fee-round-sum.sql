-- rule: fee-round-sum
-- title: round sum without a quantity
-- title.zh: 整数收费、没有计量依据
-- basis: 计价格[2001]1672号 on the public posting of prices and fees: a fee is taken by counting unit and standard
-- basis.zh: 国家计委计价格〔2001〕1672号（涉农价格和收费公示制度）：收费应有计费单位和标准
-- in-force: 2001-01-01..
-- severity: doubt
-- subject: notice-item
-- companions: fee-no-basis fee-spread
-- lines: i.paid
-- suspects:
--   (i.multiplies IS NOT 1 OR (i.price_fen >= 10000 AND i.price_fen % 10000 = 0)) AND i.standard_fen IS NULL AND i.percent_bp IS NULL
-- undecided: none
-- Threshold: at least 100 yuan, whole hundreds, quantity one, and no figure of the book for its item at any time to compare it
-- with, so that the sum seems to have been agreed rather than counted. Banned items are fee-cancelled's, what is called voluntary
-- is fee-voluntary-for-all's. No money is claimed.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on, i.amount_fen AS charged_fen, i.standard_id,
       i.charged_on || '收取“' || i.name || '”整数' || fen_text(i.amount_fen) || '元，数量为1，没有计费单位和标准可以核算。' AS detail
  FROM v_notice_standard i
 WHERE i.charged_on BETWEEN :from AND :until
   AND i.amount_fen >= 10000 AND i.amount_fen % 10000 = 0 AND i.quantity_milli = 1000 AND i.voluntary = 0
   AND (i.ruling IS NULL OR i.ruling IN ('charge', 'cap'))
   AND NOT EXISTS (SELECT 1 FROM audit_governing a JOIN standard t ON t.record_id = a.standard_id
                    WHERE a.item_id = i.item_id AND a.class_id = i.class_id
                      AND (t.amount_fen IS NOT NULL OR t.percent_bp IS NOT NULL OR a.ruling = 'ban'))
   AND NOT EXISTS (SELECT 1 FROM v_notice_misfit m WHERE m.subject_id = i.subject_id AND m.part = i.part)
 ORDER BY i.subject_id, i.part
