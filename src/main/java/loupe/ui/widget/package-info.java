/** Controls and helpers that several screens share. */
package loupe.ui.widget;
