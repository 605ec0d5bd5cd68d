/** Teach: from pictures of good parts to a recipe. */
package loupe.ui.teach;
