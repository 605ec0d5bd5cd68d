/** The assistant that takes a stranger's model into the recipe book. */
package loupe.ui.imports;
