/* embed.c - turns files into a C table of resources (include/jianfu/resource.h). Runs at build time only.
 *
 * A path loses its leading "src/"; "schemas/db/" and "schemas/xsd/" become "db/" and "xsd/". The table is sorted by
 * path.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *resource_path(const char *path)
{
    static const char *const prefixes[] = { "src/", "schemas/" };
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (strncmp(path, prefixes[i], strlen(prefixes[i])) == 0)
            return path + strlen(prefixes[i]);
    return path;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(resource_path(*(char *const *)a), resource_path(*(char *const *)b));
}

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static size_t embed(const char *path, int number)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        fail(path);
    printf("static const char file%d[] = {", number);
    size_t len = 0;
    for (int c; (c = getc(in)) != EOF; len++)
        printf("%s%d,", len % 24 ? "" : "\n", c > 127 ? c - 256 : c);
    printf("0};\n");
    if (ferror(in))
        fail(path);
    fclose(in);
    return len;
}

int main(int argc, char **argv)
{
    size_t *sizes = calloc((size_t)argc, sizeof *sizes);
    if (!sizes)
        return 1;
    qsort(argv + 1, (size_t)argc - 1, sizeof *argv, by_path);
    puts("#include \"jianfu/resource.h\"");
    for (int i = 1; i < argc; i++)
        sizes[i] = embed(argv[i], i);
    puts("static const struct jf_resource table[] = {");
    for (int i = 1; i < argc; i++)
        printf("{ \"%s\", file%d, %zu },\n", resource_path(argv[i]), i, sizes[i]);
    puts("{ 0, 0, 0 } };\nconst struct jf_resource *jf_resources(void) { return table; }");
    printf("size_t jf_resource_count(void) { return %d; }\n", argc - 1);
    free(sizes);
    if (fflush(stdout) != 0 || ferror(stdout)) /* half a table must not pass for one */
        fail("cannot write");
    return 0;
}
