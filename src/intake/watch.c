/* watch.c - counts the attributes of each tag before libxml2 sees it whole: it holds each against all before it, so
 * that a tag of 8 MB would keep it busy for a quarter of an hour. What is not well-formed is its matter, and not looked
 * at here. */
#include "internal.h"

#include <string.h>

/* Behind '<': a tag, until '>' outside of a value, or what only looks like one. */
static void open_markup(struct watch *w, char c)
{
    w->attributes = w->dashes = 0;
    w->state = c == '!' ? WATCH_DECLARATION : c == '?' ? WATCH_INSTRUCTION : c == '>' ? WATCH_OUTSIDE : WATCH_TAG;
    w->end = '\0';
    w->first = true;
}

/* <!-- and <![CDATA[ end in --> and ]]>, all else behind <! in '>'. */
static void pass_declaration(struct watch *w, char c)
{
    if (w->first) {
        w->end = c == '-' ? '-' : c == '[' ? ']' : '\0';
        w->dashes = c == '-' ? -1 : 0; /* the second one of <!-- is not the first one of --> */
    } else if (w->end && c == w->end) {
        w->dashes++;
    } else if (c == '>' && (!w->end || w->dashes >= 2)) {
        w->state = WATCH_OUTSIDE;
    } else {
        w->dashes = 0;
    }
    w->first = false;
}

static void pass(struct watch *w, char c)
{
    switch (w->state) {
    case WATCH_OUTSIDE:
        if (c == '<')
            w->state = WATCH_OPENED;
        break;
    case WATCH_OPENED:
        open_markup(w, c);
        break;
    case WATCH_TAG:
        if (c == '>') {
            w->state = WATCH_OUTSIDE;
        } else if (c == '"' || c == '\'') {
            w->state = WATCH_VALUE;
            w->end = c;
            w->attributes++;
        }
        break;
    case WATCH_VALUE:
        if (c == w->end)
            w->state = WATCH_TAG;
        break;
    case WATCH_INSTRUCTION:
        if (c == '>' && w->dashes)
            w->state = WATCH_OUTSIDE;
        w->dashes = c == '?';
        break;
    case WATCH_DECLARATION:
        pass_declaration(w, c);
        break;
    }
}

/* Bytes at the front of these that change nothing. */
static size_t idle(const struct watch *w, const char *bytes, size_t len)
{
    char sought = w->state == WATCH_OUTSIDE ? '<' : w->state == WATCH_VALUE ? w->end : '\0';
    const char *found = sought ? memchr(bytes, sought, len) : bytes;
    return found ? (size_t)(found - bytes) : len;
}

size_t watch_tags(struct watch *w, const char *bytes, size_t len)
{
    size_t at = 0;
    while (at < len && w->attributes <= WATCH_ATTRIBUTES) {
        at += idle(w, bytes + at, len - at);
        if (at < len)
            pass(w, bytes[at++]);
    }
    return at;
}
