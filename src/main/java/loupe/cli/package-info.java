/** One class per command. */
package loupe.cli;
