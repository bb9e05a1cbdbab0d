/* render_csv.c - one table of a paper as comma-separated values for WPS, Excel and other programs: amounts as plain
 * numbers (15850.00), days as YYYY-MM-DD, an unknown value as an empty cell. Which table is said behind the format's
 * name: csv:findings. Must not know what a report says.
 */
#include "jianfu/csv.h"
#include "jianfu/i18n.h"
#include "jianfu/money.h"
#include "jianfu/paper.h"

struct csv_state {
    bool wanted;         /* the open table is the one */
    bool found;          /* it was there */
    struct jf_str line;  /* being put together */
    struct jf_str names; /* of the tables seen, for who asks for another */
};

static void csv_begin(struct jf_paper *paper, const struct jf_paper_head *head)
{
    struct csv_state *state = jf_paper_state(paper);
    (void)head;
    jf_str_init(&state->line);
    jf_str_init(&state->names);
}

static void end_line(struct jf_paper *paper)
{
    struct csv_state *state = jf_paper_state(paper);
    jf_str_add(&state->line, JF_CSV_END);
    jf_paper_put_str(paper, &state->line);
    jf_str_clear(&state->line);
}

static void csv_table(struct jf_paper *paper, const struct jf_paper_table *table)
{
    struct csv_state *state = jf_paper_state(paper);
    const char *name = table->name ? table->name : "";
    state->wanted = !state->found && *name && jf_streq(name, jf_paper_wanted(paper));
    if (*name)
        jf_str_addf(&state->names, "%s%s", state->names.len ? ", " : "", name);
    if (!state->wanted)
        return;
    state->found = true;
    jf_paper_put(paper, JF_CSV_MARK);
    for (int i = 0; i < table->count && !table->form; i++) {
        jf_str_add(&state->line, i ? "," : "");
        jf_csv_cell(&state->line, table->columns[i].title, false);
    }
    if (!table->form)
        end_line(paper);
}

static void add_plain(struct jf_str *out, const struct jf_value *value)
{
    if (!value->known)
        return;
    switch (value->type) {
    case JF_VALUE_TEXT:
    case JF_VALUE_DAY:
        jf_csv_cell(out, value->text ? value->text : "", false);
        return;
    case JF_VALUE_COUNT:
        jf_str_addf(out, "%lld", (long long)value->number);
        return;
    case JF_VALUE_MONEY:
        jf_money_add(out, value->number);
        return;
    case JF_VALUE_PERCENT:
        jf_str_addf(out, "%lld.%d%%", (long long)value->number / 10, (int)(value->number % 10));
        return;
    }
}

static void csv_cell(struct jf_paper *paper, int column, const struct jf_value *value, const char *shown)
{
    struct csv_state *state = jf_paper_state(paper);
    (void)shown;
    if (!state->wanted)
        return;
    jf_str_add(&state->line, column ? "," : "");
    add_plain(&state->line, value);
}

static void csv_row_end(struct jf_paper *paper)
{
    struct csv_state *state = jf_paper_state(paper);
    if (state->wanted)
        end_line(paper);
}

static void csv_table_end(struct jf_paper *paper)
{
    struct csv_state *state = jf_paper_state(paper);
    state->wanted = false;
}

static void csv_end(struct jf_paper *paper)
{
    struct csv_state *state = jf_paper_state(paper);
    struct jf_str message = JF_STR_INIT;
    if (state->found)
        return;
    const char *wanted = jf_paper_wanted(paper);
    if (!state->names.len)
        jf_str_add(&message, _("this paper has no table that can stand alone"));
    else if (*wanted)
        jf_str_addf(&message, _("this paper has no table '%s'; its tables: %s"), wanted, state->names.data);
    else
        jf_str_addf(&message, _("which table? csv:TABLE; the tables of this paper: %s"), state->names.data);
    jf_paper_fail(paper, JF_USAGE, message.data);
    jf_str_release(&message);
}

static void csv_release(struct jf_paper *paper)
{
    struct csv_state *state = jf_paper_state(paper);
    jf_str_release(&state->line);
    jf_str_release(&state->names);
}

const struct jf_renderer jf_render_csv = {
    .name = "csv",
    .media = "text/csv; charset=utf-8",
    .one_table = true,
    .state = sizeof(struct csv_state),
    .begin = csv_begin,
    .table = csv_table,
    .cell = csv_cell,
    .row_end = csv_row_end,
    .table_end = csv_table_end,
    .end = csv_end,
    .release = csv_release,
};
