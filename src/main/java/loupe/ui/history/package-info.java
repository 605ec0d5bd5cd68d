/** The screen of the journal: parts, trends, what other limits would have done. */
package loupe.ui.history;
