/** The screen of recipes and their versions. */
package loupe.ui.recipes;
