/* lane.c - a lane between two threads: a few carriers that go round, full in one direction and empty in the other. As
 * many as there are bound what is under way. Knows nothing of what they carry. */
#include "internal.h"

bool lane_init(struct lane *l)
{
    *l = (struct lane){ .count = 0 };
    if (pthread_mutex_init(&l->mutex, NULL) != 0)
        return false;
    if (pthread_cond_init(&l->moved, NULL) != 0) {
        pthread_mutex_destroy(&l->mutex);
        return false;
    }
    return true;
}

void lane_release(struct lane *l)
{
    pthread_cond_destroy(&l->moved);
    pthread_mutex_destroy(&l->mutex);
}

/* Everybody who waits looks again: there are two at most. */
static void leave(struct lane *l)
{
    pthread_cond_broadcast(&l->moved);
    pthread_mutex_unlock(&l->mutex);
}

void lane_return(struct lane *l, void *carrier)
{
    pthread_mutex_lock(&l->mutex);
    l->empty[l->empty_count++] = carrier;
    leave(l);
}

void *lane_empty(struct lane *l)
{
    void *carrier = NULL;
    pthread_mutex_lock(&l->mutex);
    while (l->empty_count == 0 && !l->broken)
        pthread_cond_wait(&l->moved, &l->mutex);
    if (!l->broken)
        carrier = l->empty[--l->empty_count];
    pthread_mutex_unlock(&l->mutex);
    return carrier;
}

void lane_send(struct lane *l, void *carrier)
{
    pthread_mutex_lock(&l->mutex);
    l->full[(l->first + l->count++) % LANE_CARRIERS] = carrier;
    leave(l);
}

void lane_nudge(struct lane *l)
{
    pthread_mutex_lock(&l->mutex);
    l->nudged = true;
    leave(l);
}

void lane_end(struct lane *l)
{
    pthread_mutex_lock(&l->mutex);
    l->ended = true;
    leave(l);
}

void lane_break(struct lane *l)
{
    pthread_mutex_lock(&l->mutex);
    l->broken = true;
    leave(l);
}

enum lane_news lane_take(struct lane *l, void **carrier)
{
    enum lane_news news = LANE_OVER;
    *carrier = NULL;
    pthread_mutex_lock(&l->mutex);
    while (l->count == 0 && !l->nudged && !l->ended && !l->broken)
        pthread_cond_wait(&l->moved, &l->mutex);
    if (!l->broken && l->count > 0) {
        *carrier = l->full[l->first];
        l->first = (l->first + 1) % LANE_CARRIERS;
        l->count--;
        news = LANE_FULL;
    } else if (!l->broken && l->nudged) {
        news = LANE_NUDGE;
    }
    l->nudged = false;
    pthread_mutex_unlock(&l->mutex);
    return news;
}
