/* rules.c - the set of rules: those built in and those of a folder. Runs nothing. */
#include "internal.h"

#include "jianfu/file.h"
#include "jianfu/i18n.h"
#include "jianfu/resource.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define RULE_FILE_LIMIT ((size_t)256 * 1024)

struct jf_rules {
    struct jf_rule *rules;
    size_t count, room;
};

static bool is_rule_file(const char *path)
{
    size_t len = strlen(path);
    return len > 4 && strcmp(path + len - 4, ".sql") == 0;
}

static enum jf_status add_rule(struct jf_rules *set, const char *path, const char *text, bool builtin,
                               struct jf_error *err)
{
    if (set->count == set->room) {
        size_t room = set->room ? set->room * 2 : 32;
        struct jf_rule *more = jf_grow(set->rules, room, sizeof *more);
        if (!more)
            return jf_error_set(err, JF_NOMEM, _("out of memory"));
        set->rules = more;
        set->room = room;
    }
    struct jf_rule *rule = &set->rules[set->count];
    memset(rule, 0, sizeof *rule);
    enum jf_status status = jf_rule_parse(path, text, rule, err);
    if (status == JF_OK && jf_rules_find(set, rule->id))
        status = jf_error_set(err, JF_REFUSED, _("%s: there is already a rule '%s'"), path, rule->id);
    if (status != JF_OK) {
        jf_rule_release(rule);
        return status;
    }
    rule->builtin = builtin;
    set->count++;
    return JF_OK;
}

static enum jf_status add_builtin(struct jf_rules *set, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (const struct jf_resource *r = jf_resources(); r->path && status == JF_OK; r++)
        if (jf_starts(r->path, "rules/") && is_rule_file(r->path))
            status = add_rule(set, r->path, r->text, true, err);
    return status;
}

enum jf_status audit_read_rule(const char *path, struct jf_str *text, struct jf_error *err)
{
    enum jf_status status = jf_file_read(path, RULE_FILE_LIMIT, text, err);
    if (status == JF_OK && strlen(text->data) != text->len)
        status = jf_error_set(err, JF_REFUSED, _("%s: the file holds a NUL byte"), path);
    return status;
}

static enum jf_status add_file(struct jf_rules *set, const char *folder, const char *name, struct jf_error *err)
{
    struct jf_str path = JF_STR_INIT;
    struct jf_str text = JF_STR_INIT;
    jf_str_addf(&path, "%s/%s", folder, name);
    enum jf_status status = jf_str_check(&path, err);
    if (status == JF_OK)
        status = audit_read_rule(path.data, &text, err);
    if (status == JF_OK)
        status = add_rule(set, path.data, text.data, false, err);
    jf_str_release(&text);
    jf_str_release(&path);
    return status;
}

static enum jf_status add_folder(struct jf_rules *set, const char *folder, struct jf_error *err)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return jf_error_set(err, JF_FILE, _("cannot open the folder '%s': %s"), folder, jf_errno_text(errno));
    enum jf_status status = JF_OK;
    size_t before = set->count;
    for (struct dirent *entry = readdir(dir); entry && status == JF_OK; entry = readdir(dir))
        if (entry->d_name[0] != '.' && is_rule_file(entry->d_name))
            status = add_file(set, folder, entry->d_name, err);
    closedir(dir);
    if (status == JF_OK && set->count == before) {
        status = jf_error_set(err, JF_FILE, _("the folder '%s' holds no rule"), folder);
        jf_error_hint(err, "%s", _("a rule is a file RULE-ID.sql with front matter"));
    }
    return status;
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct jf_rule *)a)->id, ((const struct jf_rule *)b)->id);
}

enum jf_status jf_rules_load(const char *folder, struct jf_rules **out, struct jf_error *err)
{
    struct jf_rules *set = jf_alloc(sizeof *set);
    if (!set)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    enum jf_status status = add_builtin(set, err);
    if (status == JF_OK && folder)
        status = add_folder(set, folder, err);
    if (status != JF_OK) {
        jf_rules_free(set);
        return status;
    }
    if (set->count > 1)
        qsort(set->rules, set->count, sizeof *set->rules, by_id);
    *out = set;
    return JF_OK;
}

void jf_rules_free(struct jf_rules *rules)
{
    if (!rules)
        return;
    for (size_t i = 0; i < rules->count; i++)
        jf_rule_release(&rules->rules[i]);
    jf_free(rules->rules);
    jf_free(rules);
}

size_t jf_rules_count(const struct jf_rules *rules)
{
    return rules->count;
}

const struct jf_rule *jf_rules_at(const struct jf_rules *rules, size_t index)
{
    return &rules->rules[index];
}

const struct jf_rule *jf_rules_find(const struct jf_rules *rules, const char *id)
{
    for (size_t i = 0; i < rules->count; i++)
        if (jf_streq(rules->rules[i].id, id))
            return &rules->rules[i];
    return NULL;
}
