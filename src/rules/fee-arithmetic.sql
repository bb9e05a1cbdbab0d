-- rule: fee-arithmetic
-- title: price, quantity, amounts and total of a notice do not agree
-- title.zh: 收费通知金额计算不符
-- basis: Accounting Law art. 14: amounts of a voucher must be true and agree with each other
-- basis.zh: 《会计法》第十四条：凭证记载的金额应当真实、相符
-- in-force: 1985-05-01..
-- severity: violation
-- subject: notice-item
-- lines: 1 + i.first
-- suspects:
--   i.multiplies IS NOT 1 OR i.adds_up = 0
-- undecided:
--   SELECT subject_id, part, '数额过大，无法计算' AS reason
--     FROM v_notice_item WHERE product_fen IS NULL AND charged_on BETWEEN :from AND :until
-- Lines: amount against price times quantity, rounded half up to the fen. The notice (part 0): total against the sum of its
-- lines. Only what was taken too much is an excess; too little is a finding without money.
SELECT subject_id, part, division, unit, charged_on, charged_fen, allowed_fen,
       max(charged_fen - allowed_fen, 0) AS excess_fen, NULL AS standard_id, detail
  FROM (SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
               i.amount_fen AS charged_fen, i.product_fen AS allowed_fen,
               '“' || i.name || '”单价' || fen_text(i.price_fen) || '元、数量'
                   || rtrim(rtrim(printf('%d.%03d', i.quantity_milli / 1000, i.quantity_milli % 1000), '0'), '.')
                   || '，应为' || fen_text(i.product_fen) || '元，所列金额'
                   || fen_text(i.amount_fen) || '元。' AS detail
          FROM v_notice_item i
         WHERE i.charged_on BETWEEN :from AND :until
           AND i.amount_fen <> i.product_fen
        UNION ALL
        SELECT n.subject_id, 0, n.division_id, n.unit_id, n.charged_on, n.total_fen, n.sum_fen,
               '各行金额合计' || fen_text(n.sum_fen) || '元，通知所列合计' || fen_text(n.total_fen) || '元。'
          FROM (SELECT v.*, (SELECT coalesce(sum(l.amount_fen), 0) FROM notice_item l
                              WHERE l.record_id = v.record_id) AS sum_fen
                  FROM v_notice v) n
         WHERE n.charged_on BETWEEN :from AND :until AND n.total_fen <> n.sum_fen)
 ORDER BY subject_id, part
