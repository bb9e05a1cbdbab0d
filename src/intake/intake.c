/* intake.c - one file is one transaction is one batch: begin, parse, compare the control totals, keep or undo, and
 * write down what became of it. A refusal is recorded in a second, short transaction. */
#include "internal.h"

#include "jianfu/actor.h"
#include "jianfu/day.h"
#include "jianfu/file.h"
#include "jianfu/json.h"
#include "jianfu/money.h"
#include "jianfu/utf8.h"

#include <stdio.h>
#include <string.h>

/* ---- faults ---- */

static int most_diagnostics(const struct jf_intake *in)
{
    return in->options->diagnostics > 0 ? in->options->diagnostics : LIMIT_DIAGNOSTICS;
}

/* Tell the caller at once and keep a bounded number for the batch's record. */
static void tell(struct jf_intake *in, long line, const char *code, const char *record, const char *message,
                 const char *hint)
{
    if (jf_memory_failed()) /* then it may be no fault of the file */
        return;
    int64_t number = ++in->result->diagnostics;
    if (number > most_diagnostics(in) + 1)
        return;
    if (number == most_diagnostics(in) + 1) {
        line = 0;
        code = "LIM-01";
        record = "";
        message = _("more diagnostics follow; they are only counted");
        hint = _("mend these first and import again");
    }
    struct jf_diag diag = { in->file, line, code, record, message, hint };
    if (in->options->diag)
        in->options->diag(in->options->diag_arg, &diag);
    if (in->kept_count == in->kept_room) {
        size_t wanted = in->kept_room ? in->kept_room * 2 : 16;
        struct kept_diag *grown = jf_grow(in->kept, wanted, sizeof *grown);
        if (!grown)
            return; /* told already; only the batch's copy lacks it */
        in->kept = grown;
        in->kept_room = wanted;
    }
    in->kept[in->kept_count++] = (struct kept_diag){ line, code, jf_dup(record), jf_dup(message), jf_dup(hint) };
}

void intake_fault_text(struct jf_intake *in, long line, const char *code, const char *message, const char *hint)
{
    if (in->bulk) {
        in->surprised = true;
        return;
    }
    if (in->in_record) {
        record_fault(in->record, line, code, message, hint);
        return;
    }
    in->file_faults++;
    tell(in, line, code, "", message, hint ? hint : "");
}

void intake_fault(struct jf_intake *in, long line, const char *code, const char *hint, const char *format, ...)
{
    struct jf_str message = JF_STR_INIT, safe = JF_STR_INIT;
    va_list ap;
    va_start(ap, format);
    jf_str_vaddf(&message, format, ap);
    va_end(ap);
    /* what it quotes is from the file, and may have been cut within a character */
    jf_utf8_add_safe(&safe, message.data, true);
    intake_fault_text(in, line, code, safe.data, hint);
    jf_str_release(&message);
    jf_str_release(&safe);
}

void intake_said(struct jf_intake *in, long line, const char *attribute, size_t len)
{
    if (in->said_line != line)
        in->said_count = 0;
    in->said_line = line;
    if (in->said_count == sizeof in->said / sizeof *in->said || len >= sizeof *in->said)
        return;
    memcpy(in->said[in->said_count], attribute, len);
    in->said[in->said_count++][len] = '\0';
}

bool intake_was_said(const struct jf_intake *in, long line, const char *attribute, size_t len)
{
    for (int i = 0; in->said_line == line && i < in->said_count; i++)
        if (strlen(in->said[i]) == len && memcmp(in->said[i], attribute, len) == 0)
            return true;
    return false;
}

void intake_fill(struct jf_str *out, const char *format, const char *const *values, int count)
{
    int used = 0;
    for (const char *p = format; *p; p++) {
        if (p[0] == '%' && p[1] == 's' && used < count) {
            jf_str_add(out, values[used++]);
            p++;
        } else {
            jf_str_addc(out, *p);
        }
    }
}

void jf_intake_fault(struct jf_intake *in, long line, const char *code, const char *message, const char *hint)
{
    intake_fault_text(in, line, code, message, hint);
}

/* ---- records ---- */

static void tell_record(struct jf_intake *in, const struct record *r)
{
    for (size_t i = 0; i < r->fault_count; i++)
        tell(in, r->faults[i].line, r->faults[i].code, r->key.data, r->faults[i].message, r->faults[i].hint);
}

static enum jf_status into_quarantine(struct jf_intake *in, const struct record *r, struct jf_error *err)
{
    struct jf_str reason = JF_STR_INIT;
    for (size_t i = 0; i < r->fault_count; i++)
        jf_str_addf(&reason, "%s%s: %s", i ? "\n" : "", r->faults[i].code, r->faults[i].message);
    enum jf_status status = jf_str_check(&reason, err);
    if (status == JF_OK)
        status =
            jf_db_run(in->db, "batch.quarantine",
                      JF_ARGS(JF_INT(":batch_id", in->result->batch_id), JF_INT(":part", in->result->quarantined + 1),
                              JF_INT(":line", r->line), JF_TEXT(":record_key", r->key.data),
                              JF_TEXT(":content", r->xml.data), JF_TEXT(":reason", reason.data)),
                      err);
    jf_str_release(&reason);
    in->result->quarantined++;
    return status;
}

bool intake_asks(const struct jf_intake *in)
{
    const struct jf_intake_options *o = in->options;
    if (!o->accept || !o->accept_kinds)
        return o->accept != NULL;
    for (const char *const *kind = o->accept_kinds; *kind; kind++)
        if (jf_streq(*kind, in->kind->info.name))
            return true;
    return false;
}

static enum jf_status take_carefully(struct jf_intake *in, struct chunk *c, struct jf_error *err)
{
    struct record *r = c->records;
    enum jf_status status = r->fault_count == 0 ? loader_take(in->loader, c, err) : JF_OK;
    if (status == JF_OK && r->fault_count > 0) {
        tell_record(in, r);
        if (in->options->quarantine)
            status = into_quarantine(in, r, err);
        else
            in->file_faults++;
    }
    return status;
}

enum jf_status intake_take_rest(struct jf_intake *in, struct jf_error *err)
{
    struct chunk *c = in->chunk;
    enum jf_status status = JF_OK;
    if (in->bulk)
        status = bulk_send(in);
    else if (c->count > 0)
        status = take_carefully(in, c, err);
    if (!in->bulk) {
        c->count = 0;
        c->age = names_age(in->names);
    }
    in->record = in->chunk ? in->chunk->records : NULL;
    return status;
}

enum jf_status intake_take_record(struct jf_intake *in, struct jf_error *err)
{
    struct record *r = in->record;
    struct chunk *c = in->chunk;
    in->result->read++;
    record_make_key(r);
    if (r->fault_count == 0 && !tally_number(&in->sums, in->names, r))
        r->text.failed = true;
    enum jf_status status = jf_str_check(&r->text, err);
    if (status == JF_OK && r->fault_count == 0)
        record_digest(r);
    c->bytes += r->text.len;
    c->count++;
    if (status == JF_OK && c->count < c->room && c->bytes < CHUNK_BYTES)
        in->record++;
    else if (status == JF_OK)
        status = intake_take_rest(in, err);
    in->in_record = false;
    return status;
}

void intake_drop_record(struct jf_intake *in)
{
    struct record *r = in->record;
    if (!in->in_record)
        return;
    in->in_record = false;
    if (in->bulk || r->fault_count == 0)
        return;
    record_make_key(r);
    tell_record(in, r);
    in->file_faults++;
}

/* ---- the end of the file ---- */

static void compare_totals(struct jf_intake *in)
{
    if (in->file_faults > 0)
        return; /* the counts would only repeat that something is wrong */
    if (in->has_control_count && in->control_count != in->result->read)
        intake_fault(in, 0, "SUM-01", _("records may be missing or there twice"),
                     _("the control count is %lld, the file holds %lld records"), (long long)in->control_count,
                     (long long)in->result->read);
    if (in->sum_overflow) {
        intake_fault(in, 0, "VAL-04", "", _("the sum of the amounts is too large"));
    } else if (in->has_control_sum && in->control_sum != in->result->sum_fen) {
        struct jf_str stated = JF_STR_INIT, read = JF_STR_INIT;
        jf_money_add(&stated, in->control_sum);
        jf_money_add(&read, in->result->sum_fen);
        intake_fault(in, 0, "SUM-02", _("an amount may be missing, doubled or mistyped"),
                     _("the control sum is %s, the amounts add up to %s"), stated.data, read.data);
        jf_str_release(&stated);
        jf_str_release(&read);
    }
}

static enum jf_status insert_batch(struct jf_intake *in, struct jf_error *err)
{
    return jf_db_run(in->db, "batch.open",
                     JF_ARGS(JF_INT(":batch_id", in->result->batch_id), JF_TEXT(":file_name", jf_file_name(in->file)),
                             JF_TEXT(":imported_at", in->begun), JF_TEXT(":imported_by", in->options->actor)),
                     err);
}

/* The row of the batch stands before any that names it; in bulk nobody looks, and it comes last: a page that is
 * written at the beginning and again at the end of a large transaction makes SQLite read all of the log in between
 * once more, for its check sums. */
static enum jf_status open_batch(struct jf_intake *in, struct jf_error *err)
{
    jf_day_now(in->begun);
    enum jf_status status = jf_db_int(in->db, "batch.next", NULL, 1, &in->result->batch_id, err);
    if (status == JF_OK)
        status = jf_db_int(in->db, "batch.next-record", NULL, 1, &in->first_record, err);
    return status == JF_OK && !in->bulk ? insert_batch(in, err) : status;
}

static enum jf_status settle_batch(struct jf_intake *in, const char *state, struct jf_error *err)
{
    const struct jf_intake_result *r = in->result;
    struct jf_arg control_count = JF_INT(":control_count", in->control_count);
    struct jf_arg control_sum = JF_INT(":control_sum_fen", in->control_sum);
    if (!in->has_control_count)
        control_count.type = JF_ARG_NULL;
    if (!in->has_control_sum)
        control_sum.type = JF_ARG_NULL;
    return jf_db_run(in->db, "batch.settle",
                     JF_ARGS(JF_INT(":batch_id", r->batch_id), JF_TEXT(":kind", in->kind ? in->kind->info.name : ""),
                             JF_INT(":schema_version", in->schema_version), JF_TEXT(":state", state),
                             JF_TEXT(":sha256", r->sha256), JF_INT(":byte_count", r->bytes),
                             JF_TEXT(":source_unit", in->source_unit), JF_TEXT(":source_division", in->source_division),
                             JF_TEXT(":source_period", in->source_period), JF_TEXT(":prepared_by", in->prepared_by),
                             JF_TEXT(":prepared_on", in->prepared_on), control_count, control_sum,
                             JF_INT(":sum_fen", r->sum_fen), JF_INT(":read_count", r->read),
                             JF_INT(":stored_count", r->stored), JF_INT(":unchanged_count", r->unchanged),
                             JF_INT(":superseding_count", r->superseding), JF_INT(":quarantined_count", r->quarantined),
                             JF_INT(":diagnostic_count", r->diagnostics), JF_INT(":first_record", in->first_record)),
                     err);
}

static enum jf_status add_diagnostics(struct jf_intake *in, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < in->kept_count; i++) {
        const struct kept_diag *d = &in->kept[i];
        status = jf_db_run(in->db, "batch.diagnostic",
                           JF_ARGS(JF_INT(":batch_id", in->result->batch_id), JF_INT(":part", (int64_t)i + 1),
                                   JF_INT(":line", d->line), JF_TEXT(":code", d->code),
                                   JF_TEXT(":record_key", d->record ? d->record : ""),
                                   JF_TEXT(":message", d->message ? d->message : ""),
                                   JF_TEXT(":hint", d->hint ? d->hint : "")),
                           err);
    }
    return status;
}

/* A file of notices and nothing else: their sums stand for them. */
static bool summed(const struct kind_map *kind)
{
    return kind->records[0].tally && !kind->records[1].element;
}

/* What the file left in the tables; of one that was refused only what is told of the file itself. */
static enum jf_status add_seals(struct jf_intake *in, bool stored, struct jf_json *j, struct jf_error *err)
{
    const struct jf_intake_result *r = in->result;
    jf_json_open(j, "seals", '[');
    enum jf_status status = jf_seal(in->db, j, "batch_id", r->batch_id, r->batch_id, false, err);
    if (status == JF_OK && stored && r->stored + r->superseding > 0)
        status = jf_seal(in->db, j, "record_id", in->first_record, in->first_record + r->stored + r->superseding - 1,
                         summed(in->kind), err);
    if (status == JF_OK && stored)
        status = jf_seal(in->db, j, "term_id", 0, INT64_MAX, false, err);
    jf_json_close(j, ']');
    return status;
}

static enum jf_status add_event(struct jf_intake *in, const char *type, struct jf_error *err)
{
    struct jf_str body = JF_STR_INIT;
    struct jf_json j;
    char today[JF_DAY_SIZE];
    const struct jf_intake_result *r = in->result;
    jf_day_today(today);
    jf_json_init(&j, &body);
    jf_json_open(&j, NULL, '{');
    jf_json_int(&j, "batch", r->batch_id);
    jf_json_text(&j, "kind", in->kind ? in->kind->info.name : "");
    jf_json_text(&j, "file", jf_file_name(in->file));
    jf_json_text(&j, "sha256", r->sha256);
    jf_json_int(&j, "read", r->read);
    jf_json_int(&j, "stored", r->stored);
    jf_json_int(&j, "unchanged", r->unchanged);
    jf_json_int(&j, "superseding", r->superseding);
    jf_json_int(&j, "quarantined", r->quarantined);
    jf_json_int(&j, "sum_fen", r->sum_fen);
    jf_json_int(&j, "diagnostics", r->diagnostics);
    enum jf_status status = add_seals(in, r->outcome != JF_INTAKE_REFUSED, &j, err);
    jf_json_close(&j, '}');
    if (status == JF_OK)
        status = jf_str_check(&body, err);
    if (status == JF_OK)
        status = jf_event_append(in->db, type, 0, in->options->actor, today, body.data, NULL, err);
    jf_str_release(&body);
    return status;
}

static enum jf_status write_down(struct jf_intake *in, const char *state, const char *event, struct jf_error *err)
{
    enum jf_status status = in->bulk ? insert_batch(in, err) : JF_OK;
    if (status == JF_OK)
        status = settle_batch(in, state, err);
    if (status == JF_OK)
        status = add_diagnostics(in, err);
    if (status == JF_OK)
        status = add_event(in, event, err);
    return status;
}

/* The refusal itself is worth keeping: who sent what, and why it was sent back. */
static enum jf_status record_refusal(struct jf_intake *in, struct jf_error *err)
{
    struct jf_intake_result *r = in->result;
    r->stored = r->unchanged = r->superseding = r->quarantined = 0;
    r->batch_id = 0;
    enum jf_status status = jf_txn_begin(in->db, "refusal", err);
    if (status != JF_OK)
        return status;
    status = open_batch(in, err);
    if (status == JF_OK)
        status = write_down(in, "refused", "import.refused", err);
    if (status == JF_OK)
        return jf_txn_commit(in->db, err);
    jf_txn_rollback(in->db);
    return status;
}

static enum jf_status refuse(struct jf_intake *in, struct jf_error *err)
{
    jf_txn_rollback(in->db);
    in->result->outcome = JF_INTAKE_REFUSED;
    if (!in->options->dry_run)
        return record_refusal(in, err);
    in->result->batch_id = 0;
    return JF_OK;
}

static enum jf_status already(struct jf_intake *in, int64_t batch_id)
{
    jf_txn_rollback(in->db);
    struct jf_intake_result *r = in->result;
    r->outcome = JF_INTAKE_ALREADY;
    r->batch_id = batch_id;
    r->unchanged = r->read;
    r->stored = r->superseding = r->quarantined = r->diagnostics = 0;
    return JF_OK;
}

static enum jf_status accept(struct jf_intake *in, struct jf_error *err)
{
    struct jf_intake_result *r = in->result;
    bool partial = r->quarantined > 0;
    r->outcome = partial ? JF_INTAKE_PARTIAL : JF_INTAKE_ACCEPTED;
    enum jf_status status = loader_finish(in->loader, err);
    if (status == JF_OK)
        status = write_down(in, partial ? "partial" : "accepted", "import.accepted", err);
    if (status == JF_OK && !in->options->dry_run)
        return jf_txn_commit(in->db, err);
    jf_txn_rollback(in->db);
    r->batch_id = 0;
    return status;
}

/* The same file with the same records in quarantine as last time: nothing new was learned. */
static enum jf_status quarantined_before(struct jf_intake *in, int64_t *earlier, struct jf_error *err)
{
    const struct jf_intake_result *r = in->result;
    if (in->file_faults > 0 || r->quarantined == 0 || r->stored > 0 || r->superseding > 0)
        return JF_OK;
    return jf_db_int(in->db, "batch.partial-before",
                     JF_ARGS(JF_TEXT(":sha256", r->sha256), JF_INT(":quarantined", r->quarantined),
                             JF_INT(":batch_id", r->batch_id)),
                     0, earlier, err);
}

static enum jf_status settle(struct jf_intake *in, struct jf_error *err)
{
    int64_t earlier = 0;
    if (in->kind)
        snprintf(in->result->kind, sizeof in->result->kind, "%s", in->kind->info.name);
    source_digest(in->source, in->result->sha256);
    in->result->bytes = source_read(in->source);
    enum jf_status status =
        jf_db_int(in->db, "batch.accepted-before", JF_ARGS(JF_TEXT(":sha256", in->result->sha256)), 0, &earlier, err);
    if (status == JF_OK && !earlier)
        status = quarantined_before(in, &earlier, err);
    if (status != JF_OK)
        return status;
    if (earlier)
        return already(in, earlier);
    compare_totals(in);
    if (in->surprised)
        return JF_OK;
    return in->file_faults > 0 ? refuse(in, err) : accept(in, err);
}

/* After a fault that ends the reading, the rest of the file still goes through the digest: the refusal names the file.
 */
static enum jf_status drain(struct jf_intake *in, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    const struct jf_intake_options *o = in->options;
    for (size_t len = 1; status == JF_OK && len > 0;) {
        status = source_skip(in->source, &len, err);
        if (status == JF_OK && o->progress &&
            !o->progress(o->progress_arg, source_read(in->source), source_size(in->source), in->result->read))
            status = jf_error_set(err, JF_STOPPED, _("stopped; nothing was changed"));
    }
    return status;
}

static void release(struct jf_intake *in)
{
    for (size_t i = 0; i < in->kept_count; i++) {
        jf_free(in->kept[i].record);
        jf_free(in->kept[i].message);
        jf_free(in->kept[i].hint);
    }
    jf_free(in->kept);
    jf_free(in->source_unit);
    jf_free(in->source_division);
    jf_free(in->source_period);
    jf_free(in->prepared_by);
    jf_free(in->prepared_on);
    loader_close(in->loader);
    names_close(in->names);
    source_close(in->source);
}

/* ---- one file ---- */

static enum jf_status begin(struct jf_intake *in, struct jf_error *err)
{
    enum jf_status status = in->bulk ? jf_db_foreign_keys(in->db, false, err) : JF_OK;
    if (status == JF_OK)
        status = jf_txn_begin(in->db, "import", err);
    return status == JF_OK ? jf_actor_answer(in->db, in->options->actor, "import", err) : status;
}

static void end(struct jf_intake *in)
{
    jf_txn_rollback(in->db); /* nothing open after a commit */
    if (in->bulk)
        jf_db_foreign_keys(in->db, true, NULL);
}

static enum jf_status read_carefully(struct jf_intake *in, struct jf_error *err)
{
    struct chunk one = { .records = NULL };
    if (!chunk_open(&one, 1))
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    one.age = names_age(in->names);
    in->chunk = &one;
    in->record = one.records;
    enum jf_status status = parse_file(in, err);
    if (status == JF_OK)
        status = drain(in, err);
    in->chunk = NULL;
    in->record = NULL;
    chunk_close(&one);
    return status;
}

/* *again: in bulk there was a surprise, nothing was told and nothing changed. */
static enum jf_status read_file(struct jf_intake *in, bool *again, struct jf_error *err)
{
    *in->result = (struct jf_intake_result){ .outcome = JF_INTAKE_REFUSED, .bulk = in->bulk };
    enum jf_status status = source_open(in->file, &in->kit->faults, &in->source, err);
    if (status == JF_OK)
        status = begin(in, err);
    if (status == JF_OK)
        status = open_batch(in, err);
    if (status == JF_OK)
        status = loader_open(in, &in->loader, err);
    if (status == JF_OK && !(in->names = names_open()))
        status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    if (status == JF_OK)
        status = in->bulk ? bulk_file(in, err) : read_carefully(in, err);
    if (status == JF_OK && !in->surprised)
        status = settle(in, err);
    end(in);
    *again = in->surprised;
    release(in);
    return status;
}

/* Bytes that were accepted before need not be read as XML. Looked for only where a batch has just as many. */
static enum jf_status accepted_before(struct jf_intake *in, bool *found, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_intake_result *r = in->result;
    int64_t bytes = source_bytes(in->file), same = 0;
    enum jf_status status = JF_OK;
    *r = (struct jf_intake_result){ .outcome = JF_INTAKE_REFUSED };
    if (bytes > 0)
        status = jf_db_int(in->db, "batch.accepted-size", JF_ARGS(JF_INT(":bytes", bytes)), 0, &same, err);
    if (status != JF_OK || same == 0)
        return status;
    status = source_open(in->file, NULL, &in->source, err);
    if (status == JF_OK)
        status = drain(in, err);
    if (status == JF_OK) {
        source_digest(in->source, r->sha256);
        r->bytes = source_read(in->source);
        status = jf_db_query(in->db, "batch.accepted-counts", JF_ARGS(JF_TEXT(":sha256", r->sha256)), &st, err);
        if (status == JF_OK)
            status = jf_stmt_next(st, found, err);
    }
    if (*found) {
        r->outcome = JF_INTAKE_ALREADY;
        r->batch_id = jf_col_int(st, 0);
        snprintf(r->kind, sizeof r->kind, "%s", jf_col_text(st, 1));
        r->read = r->unchanged = jf_col_int(st, 2);
        r->sum_fen = jf_col_int(st, 3);
    }
    jf_stmt_done(st);
    source_close(in->source);
    return status;
}

static bool suits_bulk(const struct jf_intake_options *o, const char *path)
{
    if (o->quarantine || o->pace == JF_INTAKE_CAREFUL)
        return false;
    return source_bytes(path) >= (o->pace == JF_INTAKE_BULK ? 1 : BULK_FROM);
}

enum jf_status jf_intake_file(struct jf_db *db, const char *path, const struct jf_intake_options *options,
                              struct jf_intake_result *result, struct jf_error *err)
{
    struct jf_intake fresh = { .db = db, .options = options, .result = result, .file = path };
    struct jf_intake in = fresh;
    bool found = false, again = true;
    enum jf_status status = accepted_before(&in, &found, err);
    if (status == JF_OK && !found)
        status = kit_of(db, &fresh.kit, err);
    if (status != JF_OK || found)
        return status;
    parse_prepare();
    if (suits_bulk(options, path)) {
        in = fresh;
        in.bulk = true;
        status = read_file(&in, &again, err);
    }
    if (status == JF_OK && again) {
        in = fresh;
        status = read_file(&in, &again, err);
    }
    return status;
}
