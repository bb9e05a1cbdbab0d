/* kinds.c - the kinds of files and their field maps: data, no behaviour. A new kind is an XSD, a migration, its maps
 * here, its insert statements in src/sql/intake.sql, a template and fixtures. */
#include "internal.h"

#define ABSENT(n) .has_absent = true, .absent = (n)
#define END_FIELDS                                                                                                     \
    {                                                                                                                  \
        .param = NULL                                                                                                  \
    }
#define END_ROWS                                                                                                       \
    {                                                                                                                  \
        .element = NULL                                                                                                \
    }

/* ---- register ---- */
static const struct field division_fields[] = {
    { "code", "code", .type = FIELD_KEY },
    { "code", "level", .type = FIELD_LEVEL },
    { "code", "parent_id", .type = FIELD_PARENT },
    { "name", "name", .type = FIELD_TEXT },
    { "county-class", "county_class", .type = FIELD_TEXT },
    { "coastal", "coastal", .type = FIELD_CHOICE },
    { "households", "households", .type = FIELD_NUMBER },
    { "population", "population", .type = FIELD_NUMBER },
    { "labourers", "labourers", .type = FIELD_NUMBER },
    { "demonstration", "demonstration", .type = FIELD_FLAG },
    END_FIELDS,
};
static const struct row_map division_rows[] = { { "division", -1, "intake.division", NULL, division_fields },
                                                END_ROWS };

static const struct field unit_fields[] = {
    { "code", "code", .type = FIELD_KEY },
    { "name", "name", .type = FIELD_TEXT },
    { "type", "type", .type = FIELD_TEXT },
    { "division", "division_id", .type = FIELD_DIVISION },
    { "size-class", "size_class", .type = FIELD_TEXT },
    { "telephone", "telephone", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct row_map unit_rows[] = { { "unit", -1, "intake.unit", NULL, unit_fields }, END_ROWS };

static const struct field school_fields[] = {
    { "code", "code", .type = FIELD_KEY },
    { "name", "name", .type = FIELD_TEXT },
    { "division", "division_id", .type = FIELD_DIVISION },
    { "size-class", "size_class", .type = FIELD_TEXT },
    { "telephone", "telephone", .type = FIELD_TEXT },
    { "stage", "stage", .type = FIELD_TEXT },
    { "area", "area", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field pupils_fields[] = {
    { "term", "term", .type = FIELD_PERIOD },
    { "grade", "grade", .type = FIELD_NUMBER },
    { "count", "pupils", .type = FIELD_NUMBER },
    { "exempt", "exempt", .type = FIELD_NUMBER, ABSENT(0) },
    END_FIELDS,
};
/* A school is a unit with a second row of its own: the record fills both. */
static const struct row_map school_rows[] = {
    { "school", -1, "intake.unit-school|intake.school", NULL, school_fields },
    { "pupils", 0, "intake.school-pupils", NULL, pupils_fields },
    END_ROWS,
};

static const struct field household_fields[] = {
    { "code", "code", .type = FIELD_KEY },
    { "division", "division_id", .type = FIELD_VILLAGE },
    { "head", "head_name", .type = FIELD_TEXT },
    { "persons", "persons", .type = FIELD_NUMBER },
    { "labourers", "labourers", .type = FIELD_NUMBER },
    { "pupils", "pupils", .type = FIELD_NUMBER, ABSENT(0) },
    END_FIELDS,
};
static const struct row_map household_rows[] = { { "household", -1, "intake.household", NULL, household_fields },
                                                 END_ROWS };

static const struct record_map register_records[] = {
    { "division", "division", { "code" }, division_rows, NULL },
    { "unit", "unit", { "code" }, unit_rows, NULL },
    { "school", "unit", { "code" }, school_rows, NULL },
    { "household", "household", { "code" }, household_rows, NULL },
    { .element = NULL },
};

/* ---- rule book ---- */
static const struct field document_fields[] = {
    { "number", "number", .type = FIELD_DOCNO },
    { "number", "number_printed", .type = FIELD_TEXT },
    { "title", "title", .type = FIELD_TEXT },
    { "issuer", "issuer", .type = FIELD_TEXT },
    { "level", "level", .type = FIELD_TEXT },
    { "issued", "issued_on", .type = FIELD_DAY },
    { "from", "valid_from", .type = FIELD_DAY },
    { "until", "valid_until", .type = FIELD_DAY },
    { "replaced-by", "replaced_by", .type = FIELD_DOCNO },
    { "certainty", "certainty", .type = FIELD_TEXT },
    { "demonstration", "demonstration", .type = FIELD_FLAG },
    { "note", "note", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct row_map document_rows[] = { { "document", -1, "intake.document", NULL, document_fields },
                                                END_ROWS };

static const struct field item_fields[] = {
    { "code", "code", .type = FIELD_KEY },
    { "name", "name", .type = FIELD_TEXT },
    { "category", "category", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field alias_fields[] = { { ".", "alias", .type = FIELD_TEXT }, END_FIELDS };
static const struct field pattern_fields[] = { { ".", "pattern", .type = FIELD_TEXT }, END_FIELDS };
static const struct row_map item_rows[] = {
    { "item", -1, "intake.item", NULL, item_fields },
    { "alias", 0, "intake.item-alias", NULL, alias_fields },
    { "pattern", 0, "intake.item-pattern", NULL, pattern_fields },
    END_ROWS,
};

static const struct field standard_fields[] = {
    { "code", "code", .type = FIELD_KEY },
    { "item", "item_id", .type = FIELD_SUBJECT, .of = "item" },
    { "ruling", "ruling", .type = FIELD_TEXT },
    { "amount", "amount_fen", .type = FIELD_MONEY },
    { "number", "number", .type = FIELD_NUMBER },
    { "percent", "percent_bp", .type = FIELD_PERCENT },
    { "percent-of", "percent_of_id", .type = FIELD_SUBJECT, .of = "item" },
    { "unit", "unit", .type = FIELD_TEXT },
    { "from", "valid_from", .type = FIELD_DAY },
    { "until", "valid_until", .type = FIELD_DAY },
    { "document", "document_id", .type = FIELD_SUBJECT, .of = "document" },
    { "article", "article", .type = FIELD_TEXT },
    { "certainty", "certainty", .type = FIELD_TEXT },
    { "checked-on", "checked_on", .type = FIELD_DAY },
    { "county-class", "county_class", .type = FIELD_TEXT },
    { "coastal", "coastal", .type = FIELD_CHOICE },
    { "stage", "stage", .type = FIELD_TEXT },
    { "grade-from", "grade_from", .type = FIELD_NUMBER },
    { "grade-until", "grade_until", .type = FIELD_NUMBER },
    { "season", "season", .type = FIELD_TEXT },
    { "area", "area", .type = FIELD_TEXT },
    { "unit-type", "unit_type", .type = FIELD_TEXT },
    { "size-class", "size_class", .type = FIELD_TEXT },
    { "charging-unit", "unit_id", .type = FIELD_SUBJECT, .of = "unit" },
    { "payer-class", "payer_class", .type = FIELD_TEXT },
    { "division", "division_id", .type = FIELD_DIVISION },
    { "receipt-kind", "receipt_kind", .type = FIELD_TEXT },
    { "hearing-on", "hearing_on", .type = FIELD_DAY },
    { "demonstration", "demonstration", .type = FIELD_FLAG },
    { "note", "note", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field member_fields[] = { { "item", "item_id", .type = FIELD_SUBJECT, .of = "item" }, END_FIELDS };
static const struct row_map standard_rows[] = {
    { "standard", -1, "intake.standard", NULL, standard_fields },
    { "member", 0, "intake.standard-member", NULL, member_fields },
    END_ROWS,
};

static const struct record_map rulebook_records[] = {
    { "document", "document", { "number" }, document_rows, NULL },
    { "item", "item", { "code" }, item_rows, NULL },
    { "standard", "standard", { "code" }, standard_rows, NULL },
    { .element = NULL },
};

/* ---- notices ---- */
static const struct field notice_fields[] = {
    { "unit", "unit_id", .type = FIELD_SUBJECT, .of = "unit" },
    { "no", "number", .type = FIELD_KEY },
    { "division", "division_id", .type = FIELD_DIVISION },
    { "payer-class", "payer_class", .type = FIELD_TEXT },
    { "payer", "payer", .type = FIELD_KEY },
    { "payer-name", "payer_name", .type = FIELD_TEXT },
    { "charged-on", "charged_on", .type = FIELD_DAY, .past = true },
    { "total", "total_fen", .type = FIELD_MONEY, .sum = true },
    { "receipt", "receipt", .type = FIELD_KEY },
    { "receipt-kind", "receipt_kind", .type = FIELD_TEXT },
    { "voluntary", "voluntary", .type = FIELD_FLAG },
    END_FIELDS,
};
static const struct field notice_item_fields[] = {
    { "name", "name_term", .type = FIELD_TERM, .of = "item" },
    { "document", "document_term", .type = FIELD_TERM, .of = "document" },
    { "quantity", "quantity_milli", .type = FIELD_QUANTITY },
    { "price", "price_fen", .type = FIELD_MONEY },
    { "amount", "amount_fen", .type = FIELD_MONEY },
    { "period", "period", .type = FIELD_PERIOD },
    END_FIELDS,
};
static const struct row_map notice_rows[] = {
    { "notice", -1, "intake.notice", NULL, notice_fields },
    { "item", 0, "intake.notice-item", NULL, notice_item_fields },
    END_ROWS,
};
static const struct tally_map notice_tally = {
    "charged_on",
    "unit_id",
    "total_fen",
    "payer_class",
    "division_id",
    "intake.add-notice-days",
    "intake.add-notice-places",
    "intake.add-notice-lists",
    "intake.drop-notice-days",
    "intake.replaced-notices",
};
static const struct record_map notice_records[] = {
    { "notice", "notice", { "unit_id", "number" }, notice_rows, &notice_tally },
    { .element = NULL },
};

/* ---- school charges ---- */
static const struct field school_charge_fields[] = {
    { "school", "school_id", .type = FIELD_SUBJECT, .of = "unit" },
    { "no", "number", .type = FIELD_KEY },
    { "term", "term", .type = FIELD_PERIOD },
    { "charged-on", "charged_on", .type = FIELD_DAY, .past = true },
    { "total", "total_fen", .type = FIELD_MONEY, .sum = true },
    { "document", "document_term", .type = FIELD_TERM, .of = "document" },
    { "approval", "approval_term", .type = FIELD_TERM, .of = "document" },
    { "remitted", "remitted_fen", .type = FIELD_MONEY },
    { "remitted-on", "remitted_on", .type = FIELD_DAY, .past = true },
    END_FIELDS,
};
static const struct field group_fields[] = {
    { "grade", "grade", .type = FIELD_NUMBER },
    { "pupils", "pupils", .type = FIELD_NUMBER },
    END_FIELDS,
};
static const struct field component_fields[] = {
    { "name", "name_term", .type = FIELD_TERM, .of = "item" },
    { "per-pupil", "per_pupil_fen", .type = FIELD_MONEY },
    { "amount", "amount_fen", .type = FIELD_MONEY },
    END_FIELDS,
};
static const struct row_map school_charge_rows[] = {
    { "school-charge", -1, "intake.school-charge", NULL, school_charge_fields },
    { "group", 0, NULL, NULL, group_fields },
    { "component", 1, "intake.school-charge-line", NULL, component_fields },
    END_ROWS,
};
static const struct record_map school_charge_records[] = {
    { "school-charge", "school-charge", { "school_id", "number" }, school_charge_rows, NULL },
    { .element = NULL },
};

/* ---- subscriptions ---- */
static const struct field subscription_fields[] = {
    { "subscriber", "subscriber_id", .type = FIELD_SUBJECT, .of = "unit" },
    { "year", "year", .type = FIELD_PERIOD },
    { "total", "total_fen", .type = FIELD_MONEY, .sum = true },
    END_FIELDS,
};
static const struct field title_fields[] = {
    { "name", "title", .type = FIELD_TEXT },
    { "copies", "copies", .type = FIELD_NUMBER },
    { "amount", "amount_fen", .type = FIELD_MONEY },
    { "mode", "mode", .type = FIELD_TEXT },
    { "funds", "funds", .type = FIELD_TEXT },
    { "on", "subscribed_on", .type = FIELD_DAY, .past = true },
    { "withheld-from", "withheld_from", .type = FIELD_TEXT },
    { "booked-as", "booked_as", .type = FIELD_TEXT },
    { "ordered-by", "ordered_by", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct row_map subscription_rows[] = {
    { "subscription", -1, "intake.subscription", NULL, subscription_fields },
    { "title", 0, "intake.subscription-line", NULL, title_fields },
    END_ROWS,
};
static const struct record_map subscription_records[] = {
    { "subscription", "subscription", { "subscriber_id", "year" }, subscription_rows, NULL },
    { .element = NULL },
};

/* ---- petitions ---- */
static const struct field petition_fields[] = {
    { "no", "number", .type = FIELD_KEY },
    { "channel", "channel", .type = FIELD_TEXT },
    { "received-on", "received_on", .type = FIELD_DAY, .past = true },
    { "persons", "persons", .type = FIELD_NUMBER, ABSENT(1) },
    { "petitioner", "petitioner", .type = FIELD_TEXT },
    { "telephone", "telephone", .type = FIELD_TEXT },
    { "address", "address", .type = FIELD_TEXT },
    { "division", "division_id", .type = FIELD_DIVISION },
    { "unit", "unit_id", .type = FIELD_SUBJECT, .of = "unit" },
    { "category", "category", .type = FIELD_TEXT },
    { "major-case", "major_case", .type = FIELD_TEXT },
    { "handed-by", "handed_by", .type = FIELD_TEXT, .added = true },
    { "handed-no", "handed_no", .type = FIELD_DOCNO, .added = true },
    { "report-by", "report_by", .type = FIELD_DAY, .added = true },
    { "<text>", "text", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field step_fields[] = {
    { "type", "step", .type = FIELD_KEY },
    { "on", "day", .type = FIELD_DAY, .past = true },
    { "by", "actor", .type = FIELD_TEXT },
    { "reason", "reason", .type = FIELD_TEXT },
    { "to", "to", .type = FIELD_KEY },
    { "result", "result", .type = FIELD_TEXT },
    { "opinion", "opinion", .type = FIELD_TEXT },
    { "note", "note", .type = FIELD_TEXT },
    { "no-refund", "no_refund", .type = FIELD_TEXT },
    { "in-time", "in_time", .type = FIELD_TEXT },
    { "other-unit", "other_unit", .type = FIELD_TEXT },
    { "days", "days", .type = FIELD_KEY },
    { "approver", "approver", .type = FIELD_TEXT },
    { "into", "into", .type = FIELD_KEY },
    { "no", "no", .type = FIELD_KEY },
    { "unit", "unit", .type = FIELD_KEY },
    { "deadline", "deadline", .type = FIELD_DAY },
    { "basis", "basis", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field payee_fields[] = {
    { "no", "no", .type = FIELD_KEY },
    { "name", "name", .type = FIELD_TEXT },
    { "charged", "charged", .type = FIELD_MONEY },
    { "allowed", "allowed", .type = FIELD_MONEY },
    { "due", "due", .type = FIELD_MONEY },
    { "charged-days", "charged_days", .type = FIELD_QUANTITY },
    { "allowed-days", "allowed_days", .type = FIELD_QUANTITY },
    { "due-days", "due_days", .type = FIELD_QUANTITY },
    END_FIELDS,
};
static const struct field instalment_fields[] = {
    { "due-on", "due_on", .type = FIELD_DAY },
    { "amount", "amount", .type = FIELD_MONEY },
    END_FIELDS,
};
static const struct field payment_fields[] = {
    { "payee", "payee", .type = FIELD_KEY },
    { "amount", "amount", .type = FIELD_MONEY },
    { "receipt", "receipt", .type = FIELD_KEY },
    { "received-by", "received_by", .type = FIELD_TEXT },
    { "manner", "manner", .type = FIELD_TEXT },
    { "proxy", "proxy", .type = FIELD_TEXT },
    { "days", "days", .type = FIELD_QUANTITY },
    { "money", "money", .type = FIELD_MONEY },
    END_FIELDS,
};
static const struct field remainder_fields[] = {
    { "payee", "payee", .type = FIELD_KEY },
    { "amount", "amount", .type = FIELD_MONEY },
    { "days", "days", .type = FIELD_QUANTITY },
    { "reason", "reason", .type = FIELD_TEXT },
    { "way", "way", .type = FIELD_TEXT },
    { "proof", "proof", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field representative_fields[] = {
    { "name", "name", .type = FIELD_TEXT },
    { "telephone", "telephone", .type = FIELD_TEXT },
    { "address", "address", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field named_amount_fields[] = {
    { "value", "amount_fen", .type = FIELD_MONEY },
    { "written", "written", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field named_day_fields[] = {
    { "value", "value", .type = FIELD_PERIOD },
    { "written", "written", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field named_document_fields[] = {
    { "value", "value", .type = FIELD_DOCNO },
    { "written", "written", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field named_item_fields[] = {
    { "value", "value", .type = FIELD_TEXT },
    { "written", "written", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct row_map petition_rows[] = {
    { "petition", -1, "intake.petition", NULL, petition_fields },
    { "step", 0, "intake.petition-step", NULL, step_fields },
    { "payee", 1, NULL, "payees", payee_fields },
    { "instalment", 1, NULL, "instalments", instalment_fields },
    { "payment", 1, NULL, "payments", payment_fields },
    { "unclaimed", 1, NULL, "remainders", remainder_fields },
    { "representative", 0, "intake.petition-representative", NULL, representative_fields },
    { "amount", 0, "intake.petition-amount", NULL, named_amount_fields },
    { "day", 0, "intake.petition-day", NULL, named_day_fields },
    { "document", 0, "intake.petition-document", NULL, named_document_fields },
    { "item", 0, "intake.petition-item", NULL, named_item_fields },
    END_ROWS,
};
static const struct record_map petition_records[] = {
    { "petition", "petition", { "number" }, petition_rows, NULL },
    { .element = NULL },
};

/* ---- payments on refund orders ---- */
static const struct field payment_list_fields[] = {
    { "order", "refund", .type = FIELD_KEY },
    { "no", "number", .type = FIELD_KEY },
    { "on", "paid_on", .type = FIELD_DAY, .past = true },
    { "by", "actor", .type = FIELD_TEXT },
    { "total", "total_fen", .type = FIELD_MONEY, .sum = true },
    END_FIELDS,
};
static const struct field payment_line_fields[] = {
    { "payee", "payee", .type = FIELD_KEY },
    { "amount", "amount_fen", .type = FIELD_MONEY },
    { "receipt", "receipt", .type = FIELD_KEY },
    { "received-by", "received_by", .type = FIELD_TEXT },
    { "manner", "manner", .type = FIELD_TEXT },
    { "proxy", "proxy", .type = FIELD_TEXT },
    { "days", "days", .type = FIELD_QUANTITY },
    { "money", "money", .type = FIELD_MONEY },
    END_FIELDS,
};
static const struct row_map payment_list_rows[] = {
    { "payment-list", -1, "intake.payment-list", NULL, payment_list_fields },
    { "payment", 0, "intake.payment-line", NULL, payment_line_fields },
    END_ROWS,
};
static const struct record_map payment_list_records[] = {
    { "payment-list", "refund-payment", { "refund", "number" }, payment_list_rows, NULL },
    { .element = NULL },
};

/* ---- household cards ---- */
static const struct field card_issue_fields[] = {
    { "division", "division_id", .type = FIELD_VILLAGE },
    { "year", "year", .type = FIELD_PERIOD },
    { "delivered-on", "delivered_on", .type = FIELD_DAY, .past = true },
    { "issued", "issued", .type = FIELD_NUMBER },
    { "issued-on", "issued_on", .type = FIELD_DAY, .past = true },
    END_FIELDS,
};
static const struct row_map card_issue_rows[] = { { "card-issue", -1, "intake.card-issue", NULL, card_issue_fields },
                                                  END_ROWS };
static const struct record_map card_issue_records[] = {
    { "card-issue", "card-issue", { "division_id", "year" }, card_issue_rows, NULL },
    { .element = NULL },
};

/* ---- inspections ---- */
static const struct field inspection_plan_fields[] = {
    { "number", "number", .type = FIELD_KEY },
    { "kind", "manner", .type = FIELD_TEXT },
    { "paper", "paper", .type = FIELD_DOCNO },
    { "period", "period", .type = FIELD_PERIOD },
    { "title", "title", .type = FIELD_TEXT },
    { "from", "from_on", .type = FIELD_DAY },
    { "until", "until_on", .type = FIELD_DAY },
    { "members", "members", .type = FIELD_TEXT },
    { "rules", "rules", .type = FIELD_TEXT },
    { "note", "note", .type = FIELD_TEXT },
    { "planned-on", "planned_on", .type = FIELD_DAY, .past = true },
    { "drawn-on", "drawn_on", .type = FIELD_DAY, .past = true },
    { "seed", "seed", .type = FIELD_KEY },
    { "within", "within", .type = FIELD_KEY },
    { "townships", "townships", .type = FIELD_NUMBER },
    { "villages", "villages", .type = FIELD_NUMBER },
    { "households", "households", .type = FIELD_NUMBER },
    END_FIELDS,
};
static const struct row_map inspection_plan_rows[] = {
    { "plan", -1, "intake.inspection-plan", NULL, inspection_plan_fields },
    END_ROWS,
};
static const struct field inspection_visit_fields[] = {
    { "plan", "plan", .type = FIELD_KEY },
    { "place", "place", .type = FIELD_KEY },
    { "form", "form", .type = FIELD_TEXT },
    { "division", "division_id", .type = FIELD_DIVISION },
    { "on", "visited_on", .type = FIELD_DAY, .past = true },
    { "by", "inspectors", .type = FIELD_TEXT },
    { "gist", "gist", .type = FIELD_TEXT },
    { "note", "note", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field inspection_answer_fields[] = {
    { "question", "question", .type = FIELD_KEY },
    { "value", "value", .type = FIELD_TEXT },
    { "note", "note", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field inspection_payment_fields[] = {
    { "name", "name", .type = FIELD_TEXT },
    { "amount", "amount_fen", .type = FIELD_MONEY, .sum = true },
    { "unit", "unit_id", .type = FIELD_SUBJECT, .of = "unit" },
    { "on", "paid_on", .type = FIELD_DAY, .past = true },
    { "receipt", "receipt", .type = FIELD_CHOICE },
    { "notice", "notice", .type = FIELD_KEY },
    { "evidence", "evidence", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field inspection_problem_fields[] = {
    { "rule", "rule", .type = FIELD_KEY },           { "unit", "unit_id", .type = FIELD_SUBJECT, .of = "unit" },
    { "amount", "amount_fen", .type = FIELD_MONEY }, { "evidence", "evidence", .type = FIELD_TEXT },
    { "text", "text", .type = FIELD_TEXT },          { "remedy", "remedy", .type = FIELD_TEXT },
    { "deadline", "deadline", .type = FIELD_DAY },   END_FIELDS,
};
static const struct row_map inspection_visit_rows[] = {
    { "visit", -1, "intake.inspection-visit", NULL, inspection_visit_fields },
    { "answer", 0, "intake.inspection-answer", NULL, inspection_answer_fields },
    { "payment", 0, "intake.inspection-payment", NULL, inspection_payment_fields },
    { "problem", 0, "intake.inspection-problem", NULL, inspection_problem_fields },
    END_ROWS,
};
static const struct record_map inspection_records[] = {
    { "plan", "inspection", { "number" }, inspection_plan_rows, NULL },
    { "visit", "inspection-visit", { "plan", "place", "visited_on" }, inspection_visit_rows, NULL },
    { .element = NULL },
};

/* ---- boards ---- */
static const struct field board_fields[] = {
    { "unit", "unit_id", .type = FIELD_SUBJECT, .of = "unit" },
    { "seen-on", "seen_on", .type = FIELD_DAY, .past = true },
    { "missing", "missing", .type = FIELD_FLAG },
    { "telephone", "telephone", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field posted_fields[] = {
    { "name", "name_term", .type = FIELD_TERM, .of = "item" },
    { "amount", "amount_fen", .type = FIELD_MONEY },
    { "per", "per", .type = FIELD_TEXT },
    { "document", "document_term", .type = FIELD_TERM, .of = "document" },
    END_FIELDS,
};
static const struct row_map board_rows[] = {
    { "board", -1, "intake.board", NULL, board_fields },
    { "posted", 0, "intake.board-item", NULL, posted_fields },
    END_ROWS,
};
static const struct record_map board_records[] = {
    { "board", "board", { "unit_id", "seen_on" }, board_rows, NULL },
    { .element = NULL },
};

/* ---- projects by villagers' vote ---- */
static const struct field proposal_fields[] = {
    { "village", "division_id", .type = FIELD_VILLAGE },
    { "year", "year", .type = FIELD_PERIOD },
    { "no", "number", .type = FIELD_KEY },
    { "unit", "unit_id", .type = FIELD_SUBJECT, .of = "unit" },
    { "name", "name", .type = FIELD_TEXT },
    { "purpose", "purpose", .type = FIELD_TEXT },
    { "proposed-on", "proposed_on", .type = FIELD_DAY, .past = true },
    { "proposer", "proposer", .type = FIELD_TEXT },
    { "proposer-count", "proposer_count", .type = FIELD_NUMBER },
    { "proposer-of", "proposer_of", .type = FIELD_NUMBER },
    { "posted-on", "posted_on", .type = FIELD_DAY, .past = true },
    { "held-on", "held_on", .type = FIELD_DAY, .past = true },
    { "form", "form", .type = FIELD_TEXT },
    { "entitled", "entitled", .type = FIELD_NUMBER },
    { "present", "present", .type = FIELD_NUMBER },
    { "for", "votes_for", .type = FIELD_NUMBER },
    { "against", "votes_against", .type = FIELD_NUMBER },
    { "represented", "represented", .type = FIELD_NUMBER },
    { "represented-for", "represented_for", .type = FIELD_NUMBER },
    { "outcome", "outcome", .type = FIELD_TEXT },
    { "per-head", "per_head_fen", .type = FIELD_MONEY },
    { "persons", "persons", .type = FIELD_NUMBER },
    { "days-per-labourer", "days_milli", .type = FIELD_QUANTITY },
    { "labourers", "labourers", .type = FIELD_NUMBER },
    { "lieu-days", "lieu_days_milli", .type = FIELD_QUANTITY },
    { "lieu-rate", "lieu_rate_fen", .type = FIELD_MONEY },
    { "lieu-money", "lieu_fen", .type = FIELD_MONEY },
    { "lieu-voluntary", "lieu_voluntary", .type = FIELD_CHOICE },
    { "township-approval", "township_approval", .type = FIELD_TEXT },
    { "township-on", "township_on", .type = FIELD_DAY, .past = true },
    { "submitted-on", "submitted_on", .type = FIELD_DAY, .past = true },
    { "county-approval", "county_approval", .type = FIELD_TEXT },
    { "county-on", "county_on", .type = FIELD_DAY, .past = true },
    { "collected-from", "collected_from", .type = FIELD_DAY, .past = true },
    { "collected", "collected_fen", .type = FIELD_MONEY, .sum = true },
    END_FIELDS,
};
static const struct field proposal_line_fields[] = {
    { "household", "household", .type = FIELD_KEY },
    { "class", "class", .type = FIELD_TEXT },
    { "persons", "persons", .type = FIELD_NUMBER },
    { "labourers", "labourers", .type = FIELD_NUMBER },
    { "money", "money_fen", .type = FIELD_MONEY },
    { "days", "days_milli", .type = FIELD_QUANTITY },
    END_FIELDS,
};
static const struct field spending_fields[] = {
    { "purpose", "purpose", .type = FIELD_TEXT },       { "for", "booked", .type = FIELD_TEXT },
    { "amount", "amount_fen", .type = FIELD_MONEY },    { "on", "spent_on", .type = FIELD_DAY, .past = true },
    { "village", "village_id", .type = FIELD_VILLAGE }, END_FIELDS,
};
static const struct field gift_fields[] = {
    { "household", "household", .type = FIELD_KEY },
    { "amount", "amount_fen", .type = FIELD_MONEY },
    { "on", "given_on", .type = FIELD_DAY, .past = true },
    END_FIELDS,
};
static const struct row_map proposal_rows[] = {
    { "proposal", -1, "intake.proposal", NULL, proposal_fields },
    { "line", 0, "intake.proposal-line", NULL, proposal_line_fields },
    { "spending", 0, "intake.proposal-spending", NULL, spending_fields },
    { "gift", 0, "intake.proposal-gift", NULL, gift_fields },
    END_ROWS,
};
static const struct record_map proposal_records[] = {
    { "proposal", "proposal", { "division_id", "year", "number" }, proposal_rows, NULL },
    { .element = NULL },
};
/* ---- publicity ---- */
static const struct field publicity_fields[] = {
    { "division", "division_id", .type = FIELD_DIVISION },
    { "no", "number", .type = FIELD_KEY },
    { "on", "held_on", .type = FIELD_DAY, .past = true },
    { "kind", "kind_of_work", .type = FIELD_TEXT },
    { "topic", "topic", .type = FIELD_TEXT },
    { "by", "done_by", .type = FIELD_TEXT },
    { "copies", "copies", .type = FIELD_NUMBER },
    { "people", "people", .type = FIELD_NUMBER },
    END_FIELDS,
};
static const struct field publicised_fields[] = {
    { "number", "document_term", .type = FIELD_TERM, .of = "document" },
    END_FIELDS,
};
static const struct row_map publicity_rows[] = {
    { "publicity", -1, "intake.publicity", NULL, publicity_fields },
    { "document", 0, "intake.publicity-document", NULL, publicised_fields },
    END_ROWS,
};
static const struct record_map publicity_records[] = {
    { "publicity", "publicity", { "division_id", "number" }, publicity_rows, NULL },
    { .element = NULL },
};

/* ---- accountability ---- */
static const struct field accountability_fields[] = {
    { "no", "number", .type = FIELD_KEY },
    { "division", "division_id", .type = FIELD_DIVISION },
    { "unit", "unit_id", .type = FIELD_SUBJECT, .of = "unit" },
    { "class", "class", .type = FIELD_TEXT },
    { "happened-on", "happened_on", .type = FIELD_DAY, .past = true },
    { "known-on", "known_on", .type = FIELD_DAY, .past = true },
    { "known-at", "known_at", .type = FIELD_TEXT },
    { "summary", "summary", .type = FIELD_TEXT },
    { "petition", "petition_id", .type = FIELD_SUBJECT, .of = "petition" },
    { "concluded-on", "concluded_on", .type = FIELD_DAY, .past = true },
    { "concealed", "concealed", .type = FIELD_FLAG },
    { "concealment", "concealment", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field criterion_fields[] = { { "code", "code", .type = FIELD_TEXT }, END_FIELDS };
static const struct field breach_fields[] = { { "code", "code", .type = FIELD_TEXT }, END_FIELDS };
static const struct field reported_fields[] = {
    { "to", "level", .type = FIELD_TEXT },
    { "on", "reported_on", .type = FIELD_DAY, .past = true },
    { "at", "reported_at", .type = FIELD_TEXT },
    { "paper", "paper", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field responsible_fields[] = {
    { "name", "name", .type = FIELD_TEXT },
    { "post", "post", .type = FIELD_TEXT },
    { "degree", "degree", .type = FIELD_TEXT },
    { "sanction", "sanction", .type = FIELD_TEXT },
    { "sanctioned-on", "sanctioned_on", .type = FIELD_DAY, .past = true },
    { "paper", "paper", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field case_finding_fields[] = {
    { "rule", "rule", .type = FIELD_KEY },
    { "kind", "kind_of_record", .type = FIELD_KEY },
    { "key", "key_of_record", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct row_map accountability_rows[] = {
    { "case", -1, "intake.accountability", NULL, accountability_fields },
    { "criterion", 0, "intake.accountability-criterion", NULL, criterion_fields },
    { "breach", 0, "intake.accountability-breach", NULL, breach_fields },
    { "report", 0, "intake.accountability-report", NULL, reported_fields },
    { "person", 0, "intake.accountability-person", NULL, responsible_fields },
    { "finding", 0, "intake.accountability-finding", NULL, case_finding_fields },
    END_ROWS,
};
static const struct field nil_report_fields[] = {
    { "division", "division_id", .type = FIELD_DIVISION },
    { "period", "period", .type = FIELD_PERIOD },
    { "reported-on", "reported_on", .type = FIELD_DAY, .past = true },
    { "by", "reported_by", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct row_map nil_report_rows[] = {
    { "nil-report", -1, "intake.nil-report", NULL, nil_report_fields },
    END_ROWS,
};
static const struct record_map accountability_records[] = {
    { "case", "accountability", { "number" }, accountability_rows, NULL },
    { "nil-report", "nil-report", { "division_id", "period" }, nil_report_rows, NULL },
    { .element = NULL },
};

/* ---- holiday calendars ---- */
static const struct field calendar_fields[] = {
    { "year", "year", .type = FIELD_PERIOD },
    { "document", "document", .type = FIELD_TEXT },
    { "certainty", "certainty", .type = FIELD_TEXT },
    { "demonstration", "demonstration", .type = FIELD_FLAG },
    END_FIELDS,
};
static const struct field off_fields[] = {
    { "from", "off_from", .type = FIELD_DAY },
    { "until", "off_until", .type = FIELD_DAY },
    { "name", "name", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field work_fields[] = {
    { "on", "worked_on", .type = FIELD_DAY },
    { "name", "name", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct row_map calendar_rows[] = {
    { "calendar", -1, "intake.calendar", NULL, calendar_fields },
    { "off", 0, "intake.calendar-off", NULL, off_fields },
    { "work", 0, "intake.calendar-work", NULL, work_fields },
    END_ROWS,
};
static const struct record_map calendar_records[] = {
    { "calendar", "calendar", { "year" }, calendar_rows, NULL },
    { .element = NULL },
};

/* ---- accounts of village collectives ---- */
static const struct field village_account_fields[] = {
    { "unit", "unit_id", .type = FIELD_SUBJECT, .of = "unit" },
    { "period", "period", .type = FIELD_PERIOD },
    { "opening", "opening_fen", .type = FIELD_MONEY },
    { "income", "income_fen", .type = FIELD_MONEY },
    { "expense", "expense_fen", .type = FIELD_MONEY },
    { "closing", "closing_fen", .type = FIELD_MONEY },
    END_FIELDS,
};
static const struct field account_entry_fields[] = {
    { "on", "booked_on", .type = FIELD_DAY, .past = true },
    { "direction", "direction", .type = FIELD_TEXT },
    { "account", "account", .type = FIELD_TEXT },
    { "summary", "summary", .type = FIELD_TEXT },
    { "unit", "counter_id", .type = FIELD_SUBJECT, .of = "unit" },
    { "counterparty", "counterparty", .type = FIELD_TEXT },
    { "fee", "fee_term", .type = FIELD_TERM, .of = "item" },
    { "amount", "amount_fen", .type = FIELD_MONEY, .sum = true },
    { "voucher", "voucher", .type = FIELD_KEY },
    { "receipt-kind", "receipt_kind", .type = FIELD_TEXT },
    { "approved-by", "approved_by", .type = FIELD_TEXT },
    { "document", "document_term", .type = FIELD_TERM, .of = "document" },
    END_FIELDS,
};
static const struct row_map village_account_rows[] = {
    { "account", -1, "intake.village-account", NULL, village_account_fields },
    { "entry", 0, "intake.village-account-entry", NULL, account_entry_fields },
    END_ROWS,
};
static const struct record_map village_account_records[] = {
    { "account", "village-account", { "unit_id", "period" }, village_account_rows, NULL },
    { .element = NULL },
};
/* ---- register of suspended arrears ---- */
static const struct field arrear_fields[] = {
    { "division", "division_id", .type = FIELD_VILLAGE },
    { "no", "number", .type = FIELD_KEY },
    { "debtor-class", "debtor_class", .type = FIELD_TEXT },
    { "debtor", "debtor", .type = FIELD_KEY },
    { "debtor-name", "debtor_name", .type = FIELD_TEXT },
    { "registered-on", "registered_on", .type = FIELD_DAY, .past = true },
    { "total", "total_fen", .type = FIELD_MONEY, .sum = true },
    END_FIELDS,
};
static const struct field owed_fields[] = {
    { "name", "name_term", .type = FIELD_TERM, .of = "item" },
    { "year", "year", .type = FIELD_PERIOD },
    { "amount", "amount_fen", .type = FIELD_MONEY },
    { "class", "class", .type = FIELD_TEXT },
    { "treatment", "treatment", .type = FIELD_TEXT },
    { "document", "document_term", .type = FIELD_TERM, .of = "document" },
    { "decided-on", "decided_on", .type = FIELD_DAY, .past = true },
    { "decided-by", "decided_by", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct field arrear_paid_fields[] = {
    { "on", "paid_on", .type = FIELD_DAY, .past = true },
    { "amount", "amount_fen", .type = FIELD_MONEY },
    { "receipt", "receipt", .type = FIELD_KEY },
    { "unit", "unit_id", .type = FIELD_SUBJECT, .of = "unit" },
    END_FIELDS,
};
static const struct row_map arrear_rows[] = {
    { "arrear", -1, "intake.arrear", NULL, arrear_fields },
    { "owed", 0, "intake.arrear-owed", NULL, owed_fields },
    { "paid", 0, "intake.arrear-payment", NULL, arrear_paid_fields },
    END_ROWS,
};
static const struct record_map arrears_records[] = {
    { "arrear", "arrear", { "division_id", "number" }, arrear_rows, NULL },
    { .element = NULL },
};

/* ---- transfer payments ---- */
static const struct field allocation_fields[] = {
    { "no", "number", .type = FIELD_KEY },
    { "from", "from_name", .type = FIELD_TEXT },
    { "division", "division_id", .type = FIELD_DIVISION },
    { "via", "via_id", .type = FIELD_DIVISION },
    { "year", "year", .type = FIELD_PERIOD },
    { "purpose", "purpose", .type = FIELD_TEXT },
    { "amount", "amount_fen", .type = FIELD_MONEY },
    { "issued-on", "issued_on", .type = FIELD_DAY, .past = true },
    { "due", "due_on", .type = FIELD_DAY },
    { "document", "document_term", .type = FIELD_TERM, .of = "document" },
    END_FIELDS,
};
static const struct row_map allocation_rows[] = {
    { "allocation", -1, "intake.transfer-allocation", NULL, allocation_fields },
    END_ROWS,
};
static const struct field transfer_payment_fields[] = {
    { "no", "number", .type = FIELD_KEY },
    { "allocation", "allocation_id", .type = FIELD_SUBJECT, .of = "transfer-allocation" },
    { "division", "division_id", .type = FIELD_DIVISION },
    { "by", "payer_id", .type = FIELD_DIVISION },
    { "on", "paid_on", .type = FIELD_DAY, .past = true },
    { "amount", "amount_fen", .type = FIELD_MONEY },
    { "purpose", "purpose", .type = FIELD_TEXT },
    { "account", "account", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct row_map transfer_payment_rows[] = {
    { "payment", -1, "intake.transfer-payment", NULL, transfer_payment_fields },
    END_ROWS,
};
static const struct field transfer_use_fields[] = {
    { "no", "number", .type = FIELD_KEY },
    { "allocation", "allocation_id", .type = FIELD_SUBJECT, .of = "transfer-allocation" },
    { "division", "division_id", .type = FIELD_DIVISION },
    { "on", "spent_on", .type = FIELD_DAY, .past = true },
    { "amount", "amount_fen", .type = FIELD_MONEY },
    { "purpose", "purpose", .type = FIELD_TEXT },
    { "text", "text", .type = FIELD_TEXT },
    END_FIELDS,
};
static const struct row_map transfer_use_rows[] = {
    { "use", -1, "intake.transfer-use", NULL, transfer_use_fields },
    END_ROWS,
};
static const struct record_map transfer_records[] = {
    { "allocation", "transfer-allocation", { "number" }, allocation_rows, NULL },
    { "payment", "transfer-payment", { "number" }, transfer_payment_rows, NULL },
    { "use", "transfer-use", { "number" }, transfer_use_rows, NULL },
    { .element = NULL },
};

const struct kind_map kind_maps[] = {
    { { "rulebook", N_("rule book: documents, items, dated standards"), 1 }, "rulebook", rulebook_records },
    { { "register", N_("register: divisions, units, schools, households"), 1 }, "register", register_records },
    { { "notice", N_("fee notices and receipts"), 1 }, "notices", notice_records },
    { { "school-charge", N_("school charges of a term (one-fee system)"), 1 },
      "school-charges",
      school_charge_records },
    { { "subscription", N_("newspaper and periodical subscriptions of a year"), 1 },
      "subscriptions",
      subscription_records },
    { { "petition", N_("petitions with their steps and refunds"), 1 }, "petitions", petition_records },
    { { "refund-payment", N_("lists of payments on refund orders"), 1 }, "refund-payments", payment_list_records },
    { { "card-issue", N_("household cards handed out, by village"), 1 }, "card-issues", card_issue_records },
    { { "board", N_("boards of public posting as seen on a day"), 1 }, "boards", board_records },
    { { "inspection", N_("inspections: plans, samples, visits with what was found"), 1 },
      "inspections",
      inspection_records },
    { { "proposal", N_("projects by villagers' vote: votes, approvals, accounts"), 1 }, "proposals", proposal_records },
    { { "publicity", N_("publicity of the burden policy"), 1 }, "publicity-log", publicity_records },
    { { "accountability", N_("cases of farmers' burdens and their accountability, and nil reports"), 1 },
      "accountability-register",
      accountability_records },
    { { "calendar", N_("holiday calendars, from which working days are counted"), 1 }, "calendars", calendar_records },
    { { "village-account", N_("income and expense accounts of village collectives"), 1 },
      "village-accounts",
      village_account_records },
    { { "arrears", N_("register of suspended arrears from before the reform"), 1 }, "arrears", arrears_records },
    { { "transfer", N_("transfer payments of the reform: allocated, paid, used"), 1 }, "transfers", transfer_records },
    { .root = NULL },
};

const struct kind_map *kind_find(const char *name)
{
    for (const struct kind_map *k = kind_maps; k->info.name; k++)
        if (jf_streq(k->info.name, name))
            return k;
    return NULL;
}
