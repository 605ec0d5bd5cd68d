/** What {@code loupe bench} measures; nothing here prints. */
package loupe.cli.bench;
